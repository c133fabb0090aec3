package dev.hone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.ledger.Ledger;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.model.ModelResponse;
import dev.hone.run.RunId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// The part of [LedgerContract] about many answers at once.
abstract class AllAnswersContract {

    private static final int MANY = 1000;
    private static final RunId RUN = new RunId("run-1");
    private static final RunId OTHER_RUN = new RunId("run-2");

    protected abstract Ledger open();

    @Test
    void allAnswersAreReadInTheOrderTheyWereRecorded() {
        List<RecordedAnswer> recorded =
                IntStream.range(0, MANY)
                        .mapToObj(
                                i ->
                                        LedgerSamples.answer(
                                                i % 2 == 0 ? RUN : OTHER_RUN, "q" + i, "a"))
                        .toList();
        try (Ledger ledger = open()) {
            assertThat(ledger.answers()).isEmpty();
            recorded.subList(0, 3).forEach(ledger::record);
            assertThat(ledger.recordAll(recorded)).isEqualTo(MANY - 3);
            ledger.record(recorded.getFirst());
            assertThat(ledger.answers()).isEqualTo(recorded);
            assertThat(ledger.answers().limit(2)).isEqualTo(recorded.subList(0, 2));
        }
    }

    @Test
    void answersRecordedTogetherAreFoundAndTheFirstToARequestWins() {
        RecordedAnswer first = LedgerSamples.answer(RUN, "question", "first");
        RecordedAnswer second =
                new RecordedAnswer(first.request(), ModelResponse.of("second"), OTHER_RUN);
        RecordedAnswer full = LedgerSamples.fullAnswer(OTHER_RUN);
        try (Ledger ledger = open()) {
            assertThat(ledger.recordAll(List.of(first, full, second))).isEqualTo(2);
            assertThat(ledger.recordAll(List.of(second))).isZero();
            assertThat(ledger.recordAll(List.of())).isZero();
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.find(first.request().digest())).contains(first);
            assertThat(ledger.answers()).containsExactly(first, full);
        }
    }

    @Test
    void answersAreReadWhileOthersAreRecorded() {
        try (Ledger ledger = open()) {
            for (int i = 0; i < 10; i++) {
                ledger.record(LedgerSamples.answer(RUN, "before " + i, "a"));
            }
            List<RecordedAnswer> read =
                    ledger.answers()
                            .peek(
                                    answer ->
                                            ledger.record(
                                                    LedgerSamples.answer(RUN, "meanwhile", "a")))
                            .toList();
            assertThat(read).hasSizeBetween(10, 11);
        }
    }

    @Test
    void theFirstAnswerStandsWithItsLatency() {
        RecordedAnswer first = LedgerSamples.answer(RUN, "q", "a");
        RecordedAnswer slower =
                new RecordedAnswer(
                        first.request(),
                        first.response().withLatency(Duration.ofSeconds(9)),
                        OTHER_RUN);
        try (Ledger ledger = open()) {
            ledger.record(first);
            assertThat(ledger.record(slower).response().latency()).isNull();
            assertThat(ledger.recordAll(List.of(slower))).isZero();
            assertThat(ledger.answers()).containsExactly(first);
        }
    }
}
