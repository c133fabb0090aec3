package dev.hone.ledger.transfer;

import dev.hone.ledger.Ledger;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.limit.Spent;
import dev.hone.model.TokenUsage;
import dev.hone.run.RunId;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a ledger holds, counted.
///
/// @param events of every run that has any, oldest run first
/// @param attempts of every run that has any, by the runs' names
/// @param uses what every run paid every model, in the order of the first answers
public record LedgerStatistics(
        Map<RunId, Long> events, Map<RunId, Attempts> attempts, Map<Payment, Use> uses) {

    /// @param run that paid
    /// @param model its identity
    public record Payment(RunId run, String model) {}

    /// Requests that a run sent or was about to.
    ///
    /// @param begun all of them
    /// @param failed ended, and brought the ledger no answer
    /// @param unsettled under way, or were when their process was killed
    public record Attempts(long begun, long failed, long unsettled) {

        public static final Attempts NONE = new Attempts(0, 0, 0);

        private static Attempts of(Spent spent, long answers) {
            // Of a run from before attempts were written down some answers have none.
            long failed = Math.max(0, spent.calls() - spent.unsettled() - answers);
            return new Attempts(spent.calls(), failed, spent.unsettled());
        }

        public Attempts plus(Attempts other) {
            return new Attempts(
                    begun + other.begun, failed + other.failed, unsettled + other.unsettled);
        }
    }

    /// @param answers recorded
    /// @param unknown how many of them the provider told no tokens for
    /// @param tokens of the others
    public record Use(long answers, long unknown, TokenUsage tokens) {

        public static final Use NONE = new Use(0, 0, TokenUsage.ZERO);

        private static Use of(TokenUsage usage) {
            return usage.isKnown() ? new Use(1, 0, usage) : new Use(1, 1, TokenUsage.ZERO);
        }

        public Use plus(Use other) {
            return new Use(
                    answers + other.answers, unknown + other.unknown, tokens.plus(other.tokens));
        }
    }

    /// Reads all of the ledger.
    ///
    /// @throws dev.hone.HoneException when it is damaged
    public static LedgerStatistics of(Ledger ledger) {
        Map<Payment, Use> uses = new LinkedHashMap<>();
        ledger.answers().forEachOrdered(answer -> add(answer, uses));
        Map<RunId, Long> events = new LinkedHashMap<>();
        for (RunId run : ledger.runs()) {
            events.put(run, (long) ledger.read(run, 0).size());
        }
        Map<RunId, Long> paid = new HashMap<>();
        uses.forEach((payment, use) -> paid.merge(payment.run(), use.answers(), Long::sum));
        Map<RunId, Attempts> attempts = new LinkedHashMap<>();
        for (RunId run : LedgerExport.runsWithAttempts(ledger)) {
            attempts.put(run, Attempts.of(ledger.spent(run), paid.getOrDefault(run, 0L)));
        }
        return new LedgerStatistics(events, attempts, uses);
    }

    private static void add(RecordedAnswer answer, Map<Payment, Use> uses) {
        uses.merge(
                new Payment(answer.paidBy(), answer.request().settings().model()),
                Use.of(answer.response().usage()),
                Use::plus);
    }

    public long answers() {
        return uses.values().stream().mapToLong(Use::answers).sum();
    }
}
