package dev.hone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Digest;
import dev.hone.ledger.Attempt;
import dev.hone.ledger.AttemptRecord;
import dev.hone.ledger.Ledger;
import dev.hone.limit.Amount;
import dev.hone.limit.Spent;
import dev.hone.run.RunId;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/// The part of [LedgerContract] about the attempts of whole runs.
abstract class AllAttemptsContract extends AllAnswersContract {

    private static final int MANY = 2500;
    private static final RunId RUN = new RunId("run-1");
    private static final RunId OTHER_RUN = new RunId("run 2 / ünïcödé 🙂 ' ; --");
    private static final Amount MOST = new Amount(300, new BigDecimal("0.0123456789012345"));
    private static final Amount USED = new Amount(5_000_000_000L, new BigDecimal("1200"));

    @Test
    void attemptsAreReadAsTheyWereBegunAndSettled() {
        try (Ledger ledger = open()) {
            assertThat(ledger.runsWithAttempts()).isEmpty();
            assertThat(ledger.attempts(RUN)).isEmpty();
            ledger.begin(OTHER_RUN, Digest.of("q0"), "model ünï 0", MOST, Duration.ofSeconds(1));
            ledger.settle(new Attempt(OTHER_RUN, 0), USED, Duration.ofSeconds(2));
            ledger.begin(RUN, Digest.of("q0"), "model ünï 0", MOST, Duration.ofSeconds(1));
            ledger.begin(OTHER_RUN, Digest.of("q1"), "model ünï 1", MOST, Duration.ofSeconds(2));
            assertThat(ledger.runsWithAttempts()).containsExactlyInAnyOrder(RUN, OTHER_RUN);
            assertThat(ledger.attempts(RUN)).containsExactly(attempt(RUN, 0, null));
            assertThat(ledger.attempts(OTHER_RUN))
                    .containsExactly(
                            attempt(OTHER_RUN, 0, settled(2)), attempt(OTHER_RUN, 1, null));
        }
    }

    @Test
    void attemptsOfAnotherLedgerKeepTheirNumbersAndCount() {
        List<AttemptRecord> all =
                LongStream.range(0, MANY)
                        .mapToObj(i -> attempt(RUN, i, i % 3 == 0 ? settled(9) : null))
                        .toList();
        try (Ledger ledger = open()) {
            assertThat(ledger.recordAttempts(List.of())).isZero();
            assertThat(ledger.recordAttempts(all.subList(0, 1000))).isEqualTo(1000);
            assertThat(ledger.recordAttempts(all)).isEqualTo(MANY - 1000);
            assertThat(ledger.recordAttempts(all)).isZero();
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.attempts(RUN)).isEqualTo(all);
            assertThat(ledger.attempts(RUN).limit(2)).isEqualTo(all.subList(0, 2));
            Spent spent = ledger.spent(RUN);
            assertThat(spent.calls()).isEqualTo(MANY);
            assertThat(spent.unsettled()).isEqualTo(MANY - (MANY + 2) / 3);
            assertThat(spent.time()).isEqualTo(Duration.ofSeconds(MANY));
            assertThat(ledger.begin(RUN, Digest.of("q"), "model", MOST, Duration.ZERO).number())
                    .isEqualTo(MANY);
        }
    }

    @Test
    void whatStandsStaysAndOnlyAMissingSettlementIsAdded() {
        try (Ledger ledger = open()) {
            ledger.recordAttempts(List.of(attempt(RUN, 0, null), attempt(RUN, 1, settled(3))));
            assertThat(
                            ledger.recordAttempts(
                                    List.of(attempt(RUN, 0, settled(4)), attempt(RUN, 1, null))))
                    .isEqualTo(1);
            assertThat(ledger.recordAttempts(List.of(attempt(RUN, 1, settled(5))))).isZero();
            assertThat(ledger.attempts(RUN))
                    .containsExactly(attempt(RUN, 0, settled(4)), attempt(RUN, 1, settled(3)));
        }
    }

    /// An attempt to send question `number`, second `number + 1` of its run.
    private static AttemptRecord attempt(
            RunId run, long number, AttemptRecord.@Nullable Settlement settlement) {
        return new AttemptRecord(
                new Attempt(run, number),
                Digest.of("q" + number),
                "model ünï " + number,
                MOST,
                Duration.ofSeconds(number + 1),
                settlement);
    }

    private static AttemptRecord.Settlement settled(int second) {
        return new AttemptRecord.Settlement(USED, Duration.ofSeconds(second));
    }
}
