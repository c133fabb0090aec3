package dev.hone.limit.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.model.ModelException;
import dev.hone.model.TokenUsage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One account, and everybody before it.
class RateGateTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Weight WEIGHT = new Weight(10, 10);
    private static final Ceiling WIDE = new Ceiling(64, 0, 0);

    @TempDir private Path folder;

    private final List<String> warnings = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - 5;
    private Instant clock = Instant.parse("2026-01-02T03:04:05Z");

    private void pass(Duration time) {
        nanos += time.toNanos();
        clock = clock.plus(time);
    }

    /// As a process of its own has it.
    private RateGate gate(Path where) {
        return new RateGates(where, () -> nanos, () -> clock, warnings::add).of("account");
    }

    private RateGate gate() {
        return RateGate.ofProcess(() -> nanos);
    }

    private static RateGate.Pass sent(RateGate gate, String model, Ceiling ceiling) {
        RateGate.Pass pass = gate.pass(model, WEIGHT, ceiling);
        assertThat(pass.tryEnter()).isZero();
        return pass;
    }

    private static void answer(RateGate gate) {
        sent(gate, "model", WIDE).answered(TokenUsage.UNKNOWN);
    }

    private static long wait(RateGate gate, String model, Ceiling ceiling) {
        RateGate.Pass pass = gate.pass(model, WEIGHT, ceiling);
        long wait = pass.tryEnter();
        if (wait == 0) {
            pass.answered(TokenUsage.UNKNOWN);
        }
        return wait;
    }

    private static ModelException.Transient tooFast(Duration retryAfter) {
        return new ModelException.Transient("Too fast.", retryAfter, true, null);
    }

    @Test
    void everybodyWaitsAsLongAsTheProviderAsks() {
        RateGate gate = gate();
        sent(gate, "model", WIDE).failed(tooFast(Duration.ofSeconds(7)));
        assertThat(wait(gate, "other", WIDE)).isEqualTo(7 * SECOND);
        assertThat(gate.waiting()).isEqualTo(Duration.ofSeconds(7));
        pass(Duration.ofSeconds(7));
        assertThat(wait(gate, "other", WIDE)).isZero();
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void nobodyWaitsForMoreThanFiveMinutes() {
        RateGate gate = gate();
        sent(gate, "model", WIDE).failed(tooFast(Duration.ofHours(1)));
        assertThat(wait(gate, "model", WIDE)).isZero();
    }

    @Test
    void modelsOfOneAccountShareSlots() {
        RateGate gate = gate();
        Ceiling two = new Ceiling(2, 0, 0);
        RateGate.Pass first = sent(gate, "a", two);
        sent(gate, "b", two);
        assertThat(wait(gate, "a", two)).isEqualTo(RateGate.Pass.FOR_A_SLOT);
        first.failed(new IllegalStateException());
        assertThat(wait(gate, "a", two)).isZero();
    }

    @Test
    void headersHoldForTheModelTheyCameWith() {
        RateGate gate = gate();
        Consumer<RateSignal> ear = gate.sending("a");
        ear.accept(
                new RateSignal(
                        List.of(new Quota(Quota.Kind.REQUESTS, 60, 0, Duration.ofMinutes(1))),
                        false));
        assertThat(wait(gate, "a", WIDE)).isEqualTo(SECOND);
        assertThat(wait(gate, "b", WIDE)).isZero();
    }

    @Test
    void aQuotaDoesNotKnowWhatWasSentAfterItsRequest() {
        RateGate gate = gate();
        Consumer<RateSignal> ear = gate.sending("a");
        answerAs(gate, "a", 3);
        ear.accept(
                new RateSignal(
                        List.of(new Quota(Quota.Kind.REQUESTS, 60, 4, Duration.ofMinutes(1))),
                        false));
        answerAs(gate, "a", 1);
        assertThat(wait(gate, "a", WIDE)).isPositive();
    }

    private static void answerAs(RateGate gate, String model, int times) {
        for (int i = 0; i < times; i++) {
            sent(gate, model, WIDE).answered(TokenUsage.UNKNOWN);
        }
    }

    @Test
    void aPauseReachesAnotherProcessWithinASecond() {
        RateGate one = gate(folder);
        RateGate other = gate(folder);
        answer(one);
        answer(other);
        sent(one, "model", WIDE).failed(tooFast(Duration.ofSeconds(20)));
        pass(Duration.ofMillis(900));
        assertThat(wait(other, "model", WIDE)).isEqualTo(19_100 * SECOND / 1000);
        pass(Duration.ofSeconds(20));
        assertThat(wait(other, "model", WIDE)).isZero();
    }

    @Test
    void aPauseFromBeforeTheClockWasSetBackIsOver() {
        RateGate one = gate(folder);
        sent(one, "model", WIDE).failed(tooFast(Duration.ofSeconds(20)));
        clock = clock.minus(Duration.ofHours(2));
        assertThat(wait(gate(folder), "model", WIDE)).isZero();
    }

    @Test
    void twoProcessesShareTheUsersLimit() {
        Ceiling ceiling = new Ceiling(64, 600, 0);
        List<RateGate> gates = List.of(gate(folder), gate(folder));
        int sent = 0;
        for (int millis = 0; millis < 120_000; millis += 10) {
            for (RateGate gate : gates) {
                sent += wait(gate, "model", ceiling) == 0 ? 1 : 0;
            }
            pass(Duration.ofMillis(10));
        }
        assertThat(sent).isBetween(1150, 1200);
        assertThat(warnings).isEmpty();
    }

    @Test
    void theStricterOfTwoLimitsHoldsWhileItIsUsed() {
        RateGate strict = gate(folder);
        RateGate lax = gate(folder);
        int sent = 0;
        for (int second = 0; second < 600; second++) {
            sent += wait(strict, "model", new Ceiling(64, 60, 0)) == 0 ? 1 : 0;
            sent += wait(lax, "model", new Ceiling(64, 6_000, 0)) == 0 ? 1 : 0;
            pass(Duration.ofSeconds(1));
        }
        assertThat(sent).isLessThanOrEqualTo(601);
        pass(Duration.ofMinutes(2));
        assertThat(wait(lax, "model", new Ceiling(64, 6_000, 0))).isZero();
        assertThat(wait(lax, "model", new Ceiling(64, 6_000, 0))).isZero();
    }

    @Test
    void aClockSetBackHoldsNobodyUp() {
        RateGate gate = gate(folder);
        Ceiling slow = new Ceiling(64, 60, 60_000);
        assertThat(wait(gate, "model", slow)).isZero();
        clock = clock.minus(Duration.ofDays(300));
        long wait = wait(gate, "model", slow);
        assertThat(wait).isBetween(0L, SECOND);
        pass(Duration.ofNanos(wait));
        assertThat(wait(gate, "model", slow)).isZero();
    }

    @Test
    void aDamagedFileIsAFreshOne() throws IOException {
        Files.writeString(folder.resolve("account.rate"), "x".repeat(SharedState.BYTES));
        RateGate gate = gate(folder);
        assertThat(wait(gate, "model", new Ceiling(64, 60, 0))).isZero();
        assertThat(wait(gate, "model", new Ceiling(64, 60, 0))).isEqualTo(SECOND);
        assertThat(warnings).isEmpty();
    }

    @Test
    void whereNoFileCanBeThisProcessKeepsToItsLimitsAndSaysSoOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        RateGates gates = new RateGates(file, () -> nanos, () -> clock, warnings::add);
        for (String account : List.of("one", "other")) {
            assertThat(wait(gates.of(account), "model", new Ceiling(64, 60, 0))).isZero();
            assertThat(wait(gates.of(account), "model", new Ceiling(64, 60, 0))).isEqualTo(SECOND);
        }
        assertThat(warnings).singleElement().asString().contains("cannot be used");
    }

    @Test
    void anInterruptedThreadLeavesTheFileUsable() {
        RateGate gate = gate(folder);
        Ceiling ceiling = new Ceiling(64, 6_000, 0);
        Thread.currentThread().interrupt();
        assertThat(wait(gate, "model", ceiling)).isZero();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(wait(gate(folder), "model", ceiling)).isZero();
        assertThat(warnings).isEmpty();
    }
}
