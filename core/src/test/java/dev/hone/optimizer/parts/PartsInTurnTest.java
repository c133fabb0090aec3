package dev.hone.optimizer.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.optimizer.Optimization;
import dev.hone.optimizer.opro.OproConfig;
import dev.hone.optimizer.randomsearch.RandomSearchConfig;
import dev.hone.optimizer.search.Scripted;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.Proposal;
import dev.hone.run.StopReason;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// Scores go by the number at the end of what the task model is asked, which is the part `form`.
class PartsInTurnTest {

    private static final Task TASK =
            Scripted.task(8, new Template("{{input}}|{{prompt.style}} {{prompt.form}}"));
    private static final Prompt SEED = whole("Brief.", "Seed 30");

    private final OproConfig opro =
            OproConfig.parse("default", Map.of("steps", "1", "candidates", "2"));

    private static Prompt whole(String style, String form) {
        return new Prompt("<style>\n" + style + "\n</style>\n<form>\n" + form + "\n</form>");
    }

    @Test
    void eachPartIsSearchedWithTheOthersAsTheyAreBestSoFar() {
        Scripted scripted =
                Scripted.of(
                        List.of(
                                Scripted.tagged("Kind.", "Long."),
                                Scripted.tagged("One 20", "Two 70")));

        Optimization found = scripted.search(new PartsInTurn(opro), TASK, SEED);

        assertThat(Scripted.prompts(found))
                .containsExactly(
                        SEED.text(),
                        whole("Kind.", "Seed 30").text(),
                        whole("Long.", "Seed 30").text(),
                        whole("Brief.", "One 20").text(),
                        whole("Brief.", "Two 70").text());
        assertThat(found.best().prompt()).isEqualTo(whole("Brief.", "Two 70"));
        assertThat(found.steps()).isEqualTo(2);
        assertThat(found.stopReason()).isEqualTo(StopReason.STEPS);
        assertThat(scripted.questions().getFirst()).contains("Brief.").doesNotContain("<style>");
        assertThat(scripted.questions().getLast()).contains("text:\nSeed 30\nscore:\n30");
    }

    @Test
    void everybodyElseSeesWholePromptsAndRunningSteps() {
        Scripted scripted =
                Scripted.of(List.of(Scripted.tagged("Kind."), Scripted.tagged("Two 70")));

        scripted.search(new PartsInTurn(opro), TASK, SEED);

        assertThat(scripted.proposals(Proposal.Status.NEW))
                .containsExactly(
                        whole("Kind.", "Seed 30").text(), whole("Brief.", "Two 70").text());
        assertThat(
                        scripted.events.stream()
                                .filter(RunEvent.PromptEvaluated.class::isInstance)
                                .map(RunEvent.PromptEvaluated.class::cast)
                                .map(event -> event.evaluation().prompt()))
                .containsExactly(SEED, whole("Kind.", "Seed 30"), whole("Brief.", "Two 70"));
        assertThat(
                        scripted.events.stream()
                                .filter(RunEvent.StepCompleted.class::isInstance)
                                .map(event -> ((RunEvent.StepCompleted) event).step()))
                .containsExactly(1, 2);
    }

    @Test
    void togetherThePartsAreOnePromptWhoseForgottenPartsAreKept() {
        Scripted scripted =
                Scripted.of(List.of(Scripted.tagged("<form>Two 70</form>", "No parts 90")));

        Optimization found = scripted.search(opro, TASK, SEED);

        assertThat(found.best().prompt()).isEqualTo(whole("Brief.", "Two 70"));
        assertThat(scripted.proposals(Proposal.Status.REJECTED)).containsExactly("No parts 90");
        assertThat(scripted.questions().getFirst())
                .endsWith("in this order: <style>…</style>, <form>…</form>.");
    }

    @Test
    void aPromptInOnePieceIsSearchedAsEver() {
        Scripted scripted = Scripted.of(List.of(Scripted.tagged("Two 70")));

        Optimization found = scripted.search(new PartsInTurn(opro));

        assertThat(found.best().prompt().text()).isEqualTo("Two 70");
        assertThat(new PartsInTurn(opro).forecast(TASK, 1).taskModelCalls())
                .isEqualTo(2 * opro.forecast(TASK, 1).taskModelCalls());
    }

    @Test
    void solvedExamplesHaveNoPlaceInSeveralPartsButInEachOfThem() {
        var search = RandomSearchConfig.parse("default", Map.of("steps", "1"));

        assertThatThrownBy(() -> Scripted.of(List.of()).search(search, TASK, SEED))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has a prompt of the parts style, form, and random-search");
        assertThat(Scripted.of(List.of()).search(new PartsInTurn(search), TASK, SEED).steps())
                .isEqualTo(2);
    }
}
