package dev.hone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.model.TokenUsage;
import dev.hone.result.RunResult;
import dev.hone.result.RunUsage;
import dev.hone.result.Scrutiny;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.Proposal;
import dev.hone.run.StopReason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Every text that a model, a data set or a task file can bring into the page is one and the same
/// attack here.
class HostileTextTest {

    private static final String PLAIN = page("harmless");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</script><script>alert(1)</script>",
                "</style><script>alert(1)</script>",
                "</template>",
                "</title><img src=x onerror=alert(1)>",
                "\" onload=\"alert(1)",
                "' onload='alert(1)",
                "<!--",
                "]]>",
                "{{constructor.constructor('alert(1)')()}}",
                "${page} $unsafe{page} @template.result()",
                "javascript:alert(1)",
                "&lt;script&gt;",
                "<svg/onload=alert(1)>",
                "<details open ontoggle=alert(1)>",
                "<base href=//evil>",
                "\u0000<scr\u0000ipt>",
            })
    void changesNoTagAndNoAttributeOfThePage(String attack) {
        assertThat(skeleton(page(attack))).isEqualTo(skeleton(PLAIN));
    }

    @Test
    void theAttackedPageHasEveryPart() {
        assertThat(PLAIN).contains("id=\"classes\"", "id=\"tradeoffs\"", "<h4>Feedback</h4>");
    }

    @Test
    void showsMarkupAsTheTextItIs() {
        assertThat(page("<script>alert(1)</script>"))
                .contains("<div class=\"text\">&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void showsWhatReordersOrHidesText() {
        assertThat(page("evil\u202etxt.exe \u2066x\u2069 \u200b \ufeff \u0007 \u001b[31m \u2028"))
                .contains(
                        "evil⟦U+202E⟧txt.exe ⟦U+2066⟧x⟦U+2069⟧ ⟦U+200B⟧ ⟦U+FEFF⟧ ⟦U+0007⟧"
                                + " ⟦U+001B⟧[31m ⟦U+2028⟧")
                .doesNotContainPattern(
                        "[\u202a-\u202e\u2066-\u2069\u200b\ufeff\u0007\u001b\u2028]");
    }

    @Test
    void showsHalvesOfSurrogatePairsAndKeepsWholeOnes() {
        assertThat(page("half \ud83d, whole \ud83d\ude00, tag \udb40\udc41"))
                .contains("half ⟦U+D83D⟧, whole \ud83d\ude00, tag ⟦U+E0041⟧");
    }

    @Test
    void keepsJoinersLineFeedsAndTabs() {
        assertThat(page("می\u200cخواهم\n\t👩\u200d🚀")).contains("می\u200cخواهم\n\t👩\u200d🚀");
    }

    @Test
    void cutsLongTextsAndSaysSo() {
        var page = page("x".repeat(100_000));

        assertThat(page.length()).isLessThan(1_000_000);
        assertThat(page).contains("<span class=\"cut\">… 98,800 more characters</span>");
    }

    /// The page without everything between the tags.
    private static String skeleton(String page) {
        return page.replaceAll("(?s)>[^<]*<", "><");
    }

    private static String page(String text) {
        var seed = new Prompt("seed " + text);
        var best = new Prompt(text);
        var events =
                List.of(
                        new RunEvent.RunStarted(
                                text,
                                seed,
                                text,
                                Map.of(text, text),
                                Map.of(text, Digest.of("data")),
                                1,
                                text),
                        evaluated(0, seed, "validation", text, 0),
                        new RunEvent.CandidatesProposed(
                                1,
                                text,
                                OptionalInt.of(5),
                                List.of(
                                        new Proposal(best, seed, 1, Proposal.Status.NEW, ""),
                                        new Proposal(
                                                new Prompt(text + text),
                                                seed,
                                                9,
                                                Proposal.Status.REJECTED,
                                                text))),
                        evaluated(1, best, "validation", text, 1),
                        evaluated(1, new Prompt(""), "validation", text, 0.5),
                        new RunEvent.StepCompleted(1, best, 1, best, 1),
                        evaluated(0, seed, "test", text, 0),
                        evaluated(0, best, "test", text, 1),
                        new RunEvent.RunFinished(StopReason.STEPS, best, 1));
        return Report.render(events, RunResult.of(events, RunUsage.NONE, Scrutiny.NONE));
    }

    private static RunEvent evaluated(
            int step, Prompt prompt, String split, String text, double score) {
        var example =
                new Example(text, text, List.of(text, text), List.of(text), Map.of(text, text));
        var other = Example.of(text + " 2", text, text);
        var third = Example.of(text + " 3", text, "not " + text);
        var fourth = Example.of(text + " 4", text, "not " + text);
        return new RunEvent.PromptEvaluated(
                step,
                new Evaluation(
                        prompt,
                        split,
                        List.of(
                                new Outcome.Scored(
                                        example,
                                        new Prediction(text, text, true),
                                        score,
                                        text,
                                        TokenUsage.UNKNOWN),
                                new Outcome.Failed(other, text),
                                new Outcome.Scored(third, Prediction.of(text), score),
                                new Outcome.Scored(fourth, Prediction.of(text), score)),
                        new Provenance(
                                text,
                                Digest.of("settings"),
                                Digest.of("task"),
                                Digest.of(split),
                                text)));
    }
}
