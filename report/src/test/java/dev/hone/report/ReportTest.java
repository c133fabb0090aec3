package dev.hone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.run.RunEvent;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class ReportTest {

    private static final List<RunEvent> EVENTS = SampleRun.events();
    private static final String PAGE = Report.render(EVENTS, SampleRun.result(EVENTS));

    @Test
    void isAPageOneCanLookAt() throws IOException {
        var file = Path.of("target", "sample-report.html");
        Files.createDirectories(file.getParent());
        Files.writeString(file, PAGE);

        assertThat(PAGE).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    }

    @Test
    void beginsWithWhatToDoAndWhy() {
        assertThat(PAGE)
                .contains("<h1 class=\"good\">Use the new prompt</h1>")
                .contains(
                        "<p class=\"lede\">On test it scores 75.0 % against 52.0 % (+23.0 points,"
                                + " 95 % interval +16.0 to +30.0, 200 examples).</p>");
    }

    @Test
    void showsBothScoresOnTestWithTheirIntervals() {
        assertThat(PAGE)
                .contains(
                        "aria-label=\"Seed prompt: 52.0\u00a0%, 95 % interval"
                                + " 45.1\u00a0–\u00a058.8\u00a0%\"")
                .contains("<b>+23.0 points</b>")
                .contains("53 wins, 7 losses, 140 equal")
                .contains("sign test p&nbsp;<\u00a00.001".replace("<", "&lt;"));
    }

    @Test
    void showsEveryClassWithIntervals() {
        assertThat(PAGE)
                .contains("<h2>By class</h2>", "<tr><th scope=\"row\"><bdi>Yes</bdi></th>")
                .containsPattern("<bdi>No</bdi></th><td>\\d+</td><td>\\d+\\.\\d\u00a0% <small>");
    }

    @Test
    void showsTheTradeOffsAndWhatIsNotKnownOfThem() {
        assertThat(PAGE)
                .contains("<h2>Trade-offs</h2>")
                .contains("<td>unknown</td><td>unknown</td><td>unknown</td>");
    }

    @Test
    void showsSecondsWhereLatencyIsCompared() {
        List<RunEvent> events = new ArrayList<>(EVENTS);
        RunEvent.RunStarted started = (RunEvent.RunStarted) events.getFirst();
        events.set(
                0,
                new RunEvent.RunStarted(
                        started.task(),
                        started.seedPrompt(),
                        started.optimizer(),
                        Map.of("objectives", "words, latency"),
                        started.data(),
                        started.seed(),
                        started.version()));
        assertThat(Report.render(events, SampleRun.result(events)))
                .contains("no other beats in all of score on validation, words and latency.")
                .contains("<th scope=\"col\">Seconds</th></tr>")
                .contains("<td>unknown</td><td>unknown</td></tr>");
        assertThat(PAGE)
                .contains("in all of score on validation, words, tokens and price. Tokens")
                .doesNotContain("Seconds");
    }

    @Test
    void showsHowManySecondsAnAnswerTakes() {
        assertThat(Numbers.seconds(1_204L)).isEqualTo("1.204");
        assertThat(Numbers.seconds(7L)).isEqualTo("0.007");
    }

    @Test
    void marksWhatChangedFromTheSeedPrompt() {
        assertThat(PAGE).contains("<del>Let's think step by step</del><ins>Work through the moves");
    }

    @Test
    void drawsADotForEveryScoredCandidate() {
        var scored =
                EVENTS.stream()
                        .filter(RunEvent.PromptEvaluated.class::isInstance)
                        .map(RunEvent.PromptEvaluated.class::cast)
                        .filter(event -> event.evaluation().dataset().equals("validation"))
                        .count();

        assertThat(PAGE.split("r=\"4\"><title>", -1)).hasSize((int) scored + 1);
    }

    @Test
    void marksEditsOverTheBudget() {
        assertThat(PAGE).contains("37 of 30<span class=\"over\">over budget</span>");
    }

    @Test
    void linksACandidateToItsParent() {
        assertThat(PAGE).contains("<tr id=\"c14\">").contains("<a href=\"#c14\">#14</a>");
    }

    @Test
    void saysWhyACandidateWasRejected() {
        assertThat(PAGE)
                .contains(
                        "<div class=\"note\"><div class=\"text\">The answer has no text between"
                                + " &lt;prompt&gt;");
    }

    @Test
    void listsEveryExampleWithWhatBothPromptsMadeOfIt() {
        assertThat(PAGE.split("<details class=\"example\"", -1)).hasSize(1 + 200 + 100);
        assertThat(PAGE).contains("data-kinds=\"loss\">Losses <i>7</i>");
    }

    @Test
    void groupsFailuresByTheirReason() {
        assertThat(PAGE).contains("7 examples have no answer").contains("HTTP 503 after 5 retries");
    }

    @Test
    void showsCostsSettingsAndDigests() {
        assertThat(PAGE)
                .contains("<dt>Cost</dt><dd>$2.26</dd>")
                .contains("<td>1,204,551</td>")
                .contains("<bdi>optimizer.preset</bdi>")
                .contains("46d0fef9f6f5feb069c94344be42b484abe3b34b27e2c01abf5a0fa4e1b2dab4");
    }

    @Test
    void isTheSameForTheSameEvents() {
        var events = SampleRun.events();

        assertThat(Report.render(events, SampleRun.result(events))).isEqualTo(PAGE);
    }

    @Test
    void loadsNothing() {
        assertThat(PAGE)
                .contains("default-src &#39;none&#39;; style-src &#39;sha256-")
                .doesNotContain("http://", "https://", "url(", "@import", "<link", "<img", " src=")
                .doesNotContain(" style=", "javascript:", " onclick", " onload");
    }

    @Test
    void staysSmallForALargeRun() {
        var events = SampleRun.events(19, 8, 200, 400);

        assertThat(Report.render(events, SampleRun.result(events)).length()).isLessThan(3_000_000);
    }

    @Test
    void showsARunThatHasJustBegun() {
        var events = EVENTS.subList(0, 1);

        assertThat(Report.render(events, SampleRun.result(events)))
                .contains("Keep your prompt")
                .contains("No split was evaluated with both prompts.")
                .contains("The optimizer model was never asked.");
    }

    @Test
    void showsARunAtAnyMoment() {
        for (int end = 1; end <= EVENTS.size(); end++) {
            var events = EVENTS.subList(0, end);

            assertThat(Report.render(events, SampleRun.result(events))).contains("</html>");
        }
    }
}
