package dev.hone.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Objective;
import dev.hone.evaluation.Outcome;
import dev.hone.limit.Price;
import dev.hone.model.TokenUsage;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.PromptEvaluated;
import dev.hone.run.StopReason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a result says beside the mean score: classes and trade-offs.
class ObjectivesTest {

    private static final Price PRICE = new Price(new BigDecimal("0.4"), new BigDecimal("1.6"));
    private static final Digest DIGEST = Digest.of("data");

    @TempDir private Path temporary;

    private static RunEvent evaluated(
            String prompt, String split, String scores, long input, long millis) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < scores.length(); i++) {
            outcomes.add(
                    new Outcome.Scored(
                            Example.of(split + i, "in", i % 2 == 0 ? "yes" : "no"),
                            Prediction.of("a"),
                            scores.charAt(i) - '0',
                            "It depends.",
                            new TokenUsage(input, 3),
                            Duration.ofMillis(millis)));
        }
        return new PromptEvaluated(
                0,
                new Evaluation(
                        new Prompt(prompt),
                        split,
                        outcomes,
                        new Provenance("m", DIGEST, DIGEST, DIGEST, "1")));
    }

    private static RunResult result() {
        return result(Map.of(), 100);
    }

    /// @param millis of the slowest prompt
    private static RunResult result(Map<String, String> settings, long millis) {
        Prompt best = new Prompt("Think hard.");
        List<RunEvent> events =
                List.of(
                        new RunEvent.RunStarted(
                                "t", new Prompt("Think."), "gpo", settings, Map.of(), 1, "1"),
                        evaluated("Think.", "validation", "0011", 40, millis / 2),
                        evaluated("Think hard.", "validation", "1011", 41, millis),
                        evaluated("Think harder, please.", "validation", "0001", 60, millis / 4),
                        evaluated("Think.", "test", "01010101", 40, millis),
                        evaluated("Think hard.", "test", "10111110", 41, millis),
                        new RunEvent.RunFinished(StopReason.STEPS, best, 1));
        return RunResult.of(RunView.of(events), RunUsage.NONE, Scrutiny.NONE, PRICE);
    }

    @Test
    void standInResultJsonInTheirFixedForm() {
        assertThat(result().toJson())
                .contains(
                        """
                          "classes": [ {
                            "target": "no",
                            "examples": 4,
                            "pairs": 4,
                            "seed": 1.0,
                            "seedInterval95": [ 0.510109, 1.0 ],
                            "best": 0.5,
                            "bestInterval95": [ 0.150039, 0.849961 ],
                            "difference": -0.5,
                            "wins": 0,
                            "losses": 2,
                            "pValue": 0.5
                          }, {
                            "target": "yes",
                        """)
                .contains(
                        """
                          "pareto": [ {
                            "prompt": "Think hard.",
                            "score": 0.75,
                            "interval95": [ 0.300642, 0.954413 ],
                            "coverage": 1.0,
                            "words": 2,
                            "inputTokens": 41.0,
                            "outputTokens": 3.0,
                            "usd": 0.0000212
                          }, {
                            "prompt": "Think.",
                            "score": 0.5,
                            "interval95": [ 0.150039, 0.849961 ],
                            "coverage": 1.0,
                            "words": 1,
                            "inputTokens": 40.0,
                            "outputTokens": 3.0,
                            "usd": 0.0000208
                          } ],
                        """);
    }

    @Test
    void byDefaultAResultIsTheSameHoweverLongItsAnswersTook() {
        assertThat(result(Map.of(), 100).toJson())
                .isEqualTo(result(Map.of(), 999_999).toJson())
                .doesNotContain("medianMillis");
    }

    @Test
    void withLatencyTheFasterPromptIsThereToo() {
        RunResult result = result(Map.of("objectives", "words, latency"), 1_000);

        assertThat(result.objectives()).containsExactly(Objective.WORDS, Objective.LATENCY);
        assertThat(result.pareto())
                .extracting(point -> point.prompt().text(), ParetoPoint::medianMillis)
                .containsExactly(
                        tuple("Think hard.", 1_000L),
                        tuple("Think.", 500L),
                        tuple("Think harder, please.", 250L));
        assertThat(result.toJson())
                .contains(
                        """
                            "usd": 0.0000212,
                            "medianMillis": 1000
                          }, {
                        """);
    }

    @Test
    void whatANewerHoneComparesByIsLeftOut() {
        assertThat(result(Map.of("objectives", "words, karma"), 100).objectives())
                .containsExactly(Objective.WORDS);
    }

    @Test
    void areReadBackWithLatencyToo() {
        RunResult result = result(Map.of("objectives", "latency"), 1_000);
        RunFolder folder = RunFolder.create(temporary.resolve("run"));
        folder.write(result, "", List.of(), "");

        assertThat(folder.readResult()).isEqualTo(result);
    }

    @Test
    void areReadBackAsTheyWereWritten() {
        RunFolder folder = RunFolder.create(temporary.resolve("run"));
        folder.write(result(), "", List.of(), "");

        assertThat(folder.readResult()).isEqualTo(result());
    }
}
