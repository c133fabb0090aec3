package dev.hone.optimizer.mipro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Template;
import dev.hone.model.ModelException;
import dev.hone.optimizer.Forecast;
import dev.hone.optimizer.Optimization;
import dev.hone.optimizer.search.Scripted;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.Proposal;
import dev.hone.run.StopReason;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class MiproTest {

    /// Three trials on five examples each, the last of them judged; no demonstrations unless the
    /// test is about them.
    private static MiproConfig with(String... namesAndValues) {
        Map<String, String> options = new HashMap<>();
        options.put("steps", "3");
        options.put("instructions", "4");
        options.put("shots", "0");
        options.put("reasoning", "false");
        options.put("batch", "5");
        options.put("full-every", "3");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            options.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return MiproConfig.parse("default", options);
    }

    private static Scripted three() {
        return Scripted.of(
                List.of(
                        Scripted.tagged("One 20"),
                        Scripted.tagged("Two 90"),
                        Scripted.tagged("Three 10")));
    }

    /// What the task model was asked after the seed prompt was scored, without the input.
    private static List<String> tried(Scripted scripted) {
        return scripted.taskRequests.stream()
                .skip(10)
                .map(request -> request.messages().getLast().text().split("\\|", 2)[1])
                .toList();
    }

    @Test
    void eachIsTriedOnAMinibatchAndTheBestIsJudgedOnTheWholeSplit() {
        Scripted scripted = three();

        Optimization found = scripted.search(with());

        assertThat(Scripted.prompts(found)).containsExactly("Seed 30", "Two 90");
        assertThat(found.best().outcomes()).hasSize(10);
        assertThat(found.stopReason()).isEqualTo(StopReason.STEPS);
        List<String> tried = tried(scripted);
        assertThat(tried).hasSize(3 * 5 + 10);
        assertThat(tried.subList(0, 15)).containsOnly("One 20", "Two 90", "Three 10");
        assertThat(tried.subList(0, 15)).filteredOn("Two 90"::equals).hasSize(5);
        assertThat(tried.subList(15, 25)).containsOnly("Two 90");
    }

    @Test
    void theNextJudgedIsTheBestOfTheOthers() {
        Optimization found = three().search(with("steps", "7"));

        assertThat(Scripted.prompts(found))
                .containsExactly("Seed 30", "Two 90", "One 20", "Three 10");
        assertThat(found.steps()).isEqualTo(7);
    }

    @Test
    void theLastStepJudgesToo() {
        Scripted scripted = three();

        Optimization found = scripted.search(with("full-every", "100"));

        assertThat(Scripted.prompts(found)).containsExactly("Seed 30", "Two 90");
    }

    @Test
    void aMinibatchOfTheWholeSplitIsTheJudgement() {
        Scripted scripted = three();

        Optimization found = scripted.search(with("batch", "10", "steps", "5"));

        assertThat(Scripted.prompts(found))
                .containsExactlyInAnyOrder("Seed 30", "One 20", "Two 90", "Three 10");
        assertThat(scripted.taskRequests).hasSize(4 * 10);
    }

    @Test
    void noCombinationIsTriedTwiceBeforeAllAre() {
        Scripted scripted = Scripted.of(List.of(Scripted.tagged("Other 20")));

        scripted.search(
                with(
                        "instructions", "2",
                        "demonstration-sets", "3",
                        "shots", "2",
                        "steps", "5",
                        "batch", "1",
                        "startup", "1",
                        "full-every", "100"));

        List<String> trials = tried(scripted).subList(0, 5);
        assertThat(trials).doesNotHaveDuplicates().doesNotContain("Seed 30").contains("Other 20");
        assertThat(trials).filteredOn(prompt -> prompt.contains("with their answers")).hasSize(4);
    }

    @Test
    void afterTheStartTheBetterInstructionIsTried() {
        Scripted scripted =
                Scripted.of(List.of(Scripted.tagged("Good 90"), Scripted.tagged("Bad 0")));

        scripted.search(
                with(
                        "instructions", "3",
                        "demonstration-sets", "20",
                        "shots", "2",
                        "steps", "10",
                        "startup", "5",
                        "full-every", "100"));

        List<String> trials = tried(scripted).subList(5 * 5, 10 * 5);
        assertThat(trials)
                .filteredOn(prompt -> prompt.endsWith("Good 90"))
                .hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void requestsShowExamplesDemonstrationsThePromptAndATip() {
        Scripted scripted = Scripted.of(Collections.nCopies(11, Scripted.tagged("Same 20")));

        scripted.search(
                with(
                        "instructions", "12",
                        "demonstration-sets", "3",
                        "shots", "2",
                        "exemplars", "3",
                        "steps", "1"));

        List<String> questions = scripted.questions();
        assertThat(scripted.optimizerRequests).allMatch(request -> request.samples() == 1);
        assertThat(questions)
                .hasSize(11)
                .allSatisfy(
                        question ->
                                assertThat(question)
                                        .containsSubsequence(
                                                "Examples of the task:\n\nInput:\n",
                                                "Output:\nyes\n\nAnswers as",
                                                "The current prompt:\nSeed 30\n\n",
                                                "between <START> and <END>"));
        assertThat(questions.getFirst().split("Output:\nyes", -1)).hasSize(1 + 3 + 2);
        assertThat(questions.stream().map(MiproTest::shown).toList())
                .satisfies(shown -> assertThat(shown.get(0)).isNotEqualTo(shown.get(1)))
                .satisfies(shown -> assertThat(shown.get(0)).isEqualTo(shown.get(2)));
        assertThat(questions.stream().map(MiproTest::tip).distinct())
                .hasSizeGreaterThan(3)
                .contains("");
        assertThat(scripted.proposals(Proposal.Status.DUPLICATE)).hasSize(10);
    }

    private static String shown(String question) {
        return question.substring(
                question.indexOf("Answers as"), question.indexOf("The current prompt"));
    }

    private static String tip(String question) {
        int at = question.indexOf("A tip: ");
        return at < 0 ? "" : question.substring(at, question.indexOf("\n\n", at));
    }

    @Test
    void withReasoningTheModelAnswersTheDemonstrationsOnce() {
        Scripted scripted = Scripted.of(List.of());

        scripted.search(
                with(
                        "instructions", "1",
                        "demonstration-sets", "2",
                        "shots", "3",
                        "reasoning", "true",
                        "steps", "1"));

        List<String> tried = tried(scripted);
        assertThat(tried).hasSize(3 + 5 + 10);
        assertThat(tried.subList(0, 3)).containsOnly("Seed 30");
        assertThat(tried.subList(3, 18)).allMatch(prompt -> prompt.startsWith("Here are other"));
    }

    @Test
    void hostileAnswersAreRejectedDrafts() {
        Scripted scripted =
                Scripted.of(
                        List.of(
                                Scripted.tagged(" "),
                                Scripted.tagged("x".repeat(30_000) + " 90"),
                                List.of("no tags 50")));

        Optimization found = scripted.search(with("steps", "1"));

        assertThat(scripted.proposals(Proposal.Status.REJECTED)).hasSize(2);
        assertThat(found.best().prompt().text()).isEqualTo("no tags 50");
    }

    @Test
    void anInstructionThatLosesAPlaceholderOrNamesAnotherIsRejected() {
        Template template = new Template("{{input}}|{{prompt}}").withOwn(List.of("input"));
        Scripted scripted =
                Scripted.of(
                        List.of(
                                Scripted.tagged("Lost 80"),
                                Scripted.tagged("{{input}} and {{other}} 80"),
                                Scripted.tagged("Is it {{input}}? 90")));

        Optimization found =
                scripted.search(
                        with("steps", "1"), Scripted.task(8, template), new Prompt("{{input}} 30"));

        assertThat(scripted.proposals(Proposal.Status.REJECTED)).hasSize(2);
        assertThat(Scripted.prompts(found)).containsExactly("{{input}} 30", "Is it {{input}}? 90");
    }

    @Test
    void aRequestWithoutAnAnswerCostsItsInstruction() {
        Scripted scripted =
                Scripted.of(
                        List.of(Scripted.REJECTED, Scripted.REJECTED, Scripted.tagged("Two 90")));

        Optimization found = scripted.search(with("steps", "2"));

        assertThat(Scripted.prompts(found)).containsExactly("Seed 30", "Two 90");
        assertThat(scripted.events).filteredOn(RunEvent.StepFailed.class::isInstance).hasSize(2);
        assertThatThrownBy(
                        () -> Scripted.of(Collections.nCopies(3, Scripted.REJECTED)).search(with()))
                .isInstanceOf(ModelException.Rejected.class);
    }

    @Test
    void withNothingToCombineTheSeedPromptStays() {
        Scripted scripted = Scripted.of(List.of());

        Optimization found = scripted.search(with("instructions", "1"));

        assertThat(Scripted.prompts(found)).containsExactly("Seed 30");
        assertThat(scripted.taskRequests).hasSize(10);
    }

    @Test
    void withoutTrainExamplesItSaysWhatToDo() {
        assertThatThrownBy(() -> three().search(with(), Scripted.task(0)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("set optimizer.exemplars to 0");
        assertThat(three().search(with("exemplars", "0"), Scripted.task(0)).best().score())
                .isEqualTo(0.9);
    }

    @Test
    void theForecastCountsTrialsJudgementsAndDemonstrations() {
        assertThat(with().forecast(Scripted.task(8), 99))
                .isEqualTo(new Forecast(10 + 3 * 5 + 10, 3));
        assertThat(with("steps", "7").forecast(Scripted.task(8), 4))
                .isEqualTo(new Forecast(10 + 4 * 5 + 2 * 10, 3));
        assertThat(MiproConfig.defaults().forecast(Scripted.task(8), 99))
                .isEqualTo(new Forecast(10 + 5 * 4 + 30 * 10, 5));
        assertThat(MiproConfig.defaults().forecast(Scripted.task(8), 0))
                .isEqualTo(new Forecast(10, 0));
    }

    @Test
    void aWrongOptionIsAnError() {
        assertThatThrownBy(() -> with("full-evry", "3"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Did you mean \"full-every\"?");
        assertThatThrownBy(() -> with("demonstration-sets", "0"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("optimizer.demonstration-sets (0) must lie between 1 and");
        assertThatThrownBy(() -> MiproConfig.parse("light", Map.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("optimizer.preset \"light\" for mipro");
    }
}
