package dev.hone.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.HoneException;
import dev.hone.Prompt;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.RunFinished;
import dev.hone.run.RunEvent.RunStarted;
import dev.hone.run.RunEvent.StepCompleted;
import dev.hone.run.RunEvent.StepFailed;
import dev.hone.run.RunId;
import dev.hone.run.StopReason;
import dev.hone.testkit.InMemoryLedger;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class RunJournalTest {

    private static final RunId RUN = new RunId("run");
    private static final Prompt PROMPT = new Prompt("p");
    private static final List<RunEvent> CLEAN =
            List.of(start("calls=9"), step(1), step(2), finished(StopReason.STEPS));

    private final InMemoryLedger ledger = new InMemoryLedger();

    private static RunEvent start(String stopAfter) {
        return new RunStarted(
                "task", PROMPT, "gpo", Map.of("stop-after", stopAfter), Map.of(), 1, "0.1");
    }

    private static RunEvent step(int step) {
        return new StepCompleted(step, PROMPT, 0.5, PROMPT, 0.5);
    }

    private static RunEvent finished(StopReason reason) {
        return new RunFinished(reason, PROMPT, 2);
    }

    /// A process that makes the run again from its start, as far as these events.
    private void live(List<RunEvent> events) {
        RunJournal journal = new RunJournal(ledger, RUN);
        events.forEach(journal::on);
    }

    private List<RunEvent> written() {
        return ledger.read(RUN, 0);
    }

    @Test
    void aRunThatIsKilledAnywhereAndGoesOnLeavesTheEventsOfTheOneThatWasNot() {
        for (int killed = 0; killed <= CLEAN.size(); killed++) {
            live(CLEAN.subList(0, killed));
            assertThat(written()).isEqualTo(CLEAN.subList(0, killed));
        }
        live(CLEAN.subList(0, 2));
        live(CLEAN);
        assertThat(written()).isEqualTo(CLEAN);
    }

    @Test
    void otherStopConditionsBeginALifeAndLoseNothing() {
        List<RunEvent> first = List.of(start("calls=5"), step(1), finished(StopReason.CALLS));
        live(first);
        live(CLEAN.subList(0, 2));
        live(CLEAN);
        assertThat(written()).startsWith(first.toArray(RunEvent[]::new)).hasSize(7);
        assertThat(RunJournal.lastLife(written())).isEqualTo(CLEAN);
        assertThat(RunView.of(written()).stopReason()).isEqualTo("steps");
        assertThat(RunView.of(written()).steps()).hasSize(2);
    }

    @Test
    void anEventThatComesOutOtherwiseBeginsALifeThatIsWhole() {
        List<RunEvent> first = List.of(CLEAN.getFirst(), step(1), new StepFailed(2, "time-out"));
        live(first);
        live(CLEAN);
        List<RunEvent> both = new ArrayList<>(first);
        both.addAll(CLEAN);
        assertThat(written()).isEqualTo(both);
        live(CLEAN);
        assertThat(written()).isEqualTo(both);
    }

    @Test
    void aLedgerInWhichEveryLifeBeganAgainIsGoneOnWith() {
        List<RunEvent> old = new ArrayList<>(CLEAN);
        old.addAll(CLEAN.subList(0, 3));
        old.forEach(event -> ledger.append(RUN, event));
        live(CLEAN);
        old.add(CLEAN.getLast());
        assertThat(written()).isEqualTo(old);
        assertThat(RunView.of(written())).isEqualTo(RunView.of(CLEAN));
    }

    @Test
    void anotherProcessThatWritesToTheRunEndsThisOne() {
        RunJournal journal = new RunJournal(ledger, RUN);
        journal.on(CLEAN.getFirst());
        ledger.append(RUN, CLEAN.getFirst());
        assertThatThrownBy(() -> journal.on(step(1)))
                .isInstanceOf(HoneException.class)
                .hasMessageContaining("Another process writes to the run run");
    }
}
