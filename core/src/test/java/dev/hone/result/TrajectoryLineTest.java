package dev.hone.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.run.RunEvent.Proposal.Status;
import dev.hone.run.StopReason;

import org.junit.jupiter.api.Test;

class TrajectoryLineTest {

    private static SampleRun run() {
        SampleRun run = SampleRun.from("seed").validated(0, "seed", "0011");
        return run.proposed(
                        1,
                        20,
                        run.proposal("a", 1, Status.NEW, ""),
                        run.proposal("b", 30, Status.NEW, ""),
                        run.proposal("", 1, Status.REJECTED, "empty"))
                .validated(1, "a", "0001")
                .validated(1, "b", "0111")
                .stepped(1, "b", 0.75, "b", 0.75)
                .proposed(
                        2,
                        10,
                        run.proposal("a", 1, Status.DUPLICATE, ""),
                        run.proposal("c", 2, Status.NEW, ""))
                .validated(2, "c", "00xx")
                .validated(2, "unasked", "1111")
                .stepped(2, "c", 0, "b", 0.75)
                .finished(StopReason.STEPS, "b", 2);
    }

    @Test
    void listsEveryCandidateInOrder() {
        assertThat(TrajectoryLine.of(run().view()))
                .extracting(line -> line.step() + " " + line.prompt() + " " + line.status())
                .containsExactly(
                        "0 seed SEED",
                        "1 a NEW",
                        "1 b NEW",
                        "1  REJECTED",
                        "2 a DUPLICATE",
                        "2 c NEW",
                        "2 unasked NEW");
    }

    @Test
    void marksWhatBecameCurrentAndWhatBecameBest() {
        var lines = TrajectoryLine.of(run().view());

        assertThat(lines)
                .filteredOn(TrajectoryLine::selected)
                .extracting(line -> line.prompt().text())
                .containsExactly("seed", "b", "c");
        assertThat(lines)
                .filteredOn(TrajectoryLine::best)
                .extracting(line -> line.prompt().text())
                .containsExactly("seed", "b");
    }

    @Test
    void carriesScoreCoverageAndBudget() {
        var lines = TrajectoryLine.of(run().view());

        assertThat(lines.get(2).score()).isEqualTo(0.75);
        assertThat(lines.get(2).editBudget()).isEqualTo(20);
        assertThat(lines.get(2).editDistance()).isEqualTo(30);
        assertThat(lines.get(4).score()).as("known score of a duplicate").isEqualTo(0.25);
        assertThat(lines.get(5).coverage()).isEqualTo(0.5);
    }

    @Test
    void hasNoScoreForAReject() {
        var reject = TrajectoryLine.of(run().view()).get(3);

        assertThat(reject.score()).isNull();
        assertThat(reject.note()).isEqualTo("empty");
    }

    @Test
    void takesTheLastEvaluationOfAPrompt() {
        var run = SampleRun.from("seed").validated(0, "seed", "0xx1").validated(0, "seed", "0111");

        assertThat(TrajectoryLine.of(run.view()).getFirst().score()).isEqualTo(0.75);
    }
}
