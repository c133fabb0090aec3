package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.limit.Price;
import dev.hone.model.TokenUsage;
import dev.hone.result.RunFolder;
import dev.hone.result.RunResult;
import dev.hone.result.RunUsage;
import dev.hone.result.RunView;
import dev.hone.result.Scrutiny;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.PromptEvaluated;
import dev.hone.run.StopReason;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Of the test examples the last ten of forty are of class `no`.
class ShowCommandTest {

    private static final Digest DIGEST = Digest.of("data");
    private static final String ZEROS = "0".repeat(10);
    private static final String ONES = "1".repeat(10);

    @TempDir private Path folder;
    private Cli cli;

    @BeforeEach
    void commandLine() {
        cli = new Cli(folder);
    }

    private static RunEvent evaluated(
            String prompt,
            String split,
            String scores,
            String no,
            TokenUsage usage,
            @Nullable Long millis) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < scores.length(); i++) {
            outcomes.add(
                    new Outcome.Scored(
                            Example.of(split + i, "in", i < 30 ? "yes" : no),
                            Prediction.of("a"),
                            scores.charAt(i) - '0',
                            "",
                            usage,
                            millis == null ? null : Duration.ofMillis(millis)));
        }
        return new PromptEvaluated(
                0,
                new Evaluation(
                        new Prompt(prompt),
                        split,
                        outcomes,
                        new Provenance("m", DIGEST, DIGEST, DIGEST, "1")));
    }

    private void write(String no, String seedOnTest, String bestOnTest) {
        write(no, seedOnTest, bestOnTest, Map.of(), 812L);
    }

    private void write(
            String no,
            String seedOnTest,
            String bestOnTest,
            Map<String, String> settings,
            @Nullable Long millis) {
        TokenUsage known = new TokenUsage(40, 3);
        Prompt best = new Prompt("Think hard.\u001b[2J");
        List<RunEvent> events =
                List.of(
                        new RunEvent.RunStarted(
                                "t", new Prompt("Think."), "gpo", settings, Map.of(), 1, "1"),
                        evaluated("Think.", "validation", "0011", no, known, millis),
                        evaluated(best.text(), "validation", "1011", no, known, millis),
                        evaluated("Think.", "test", seedOnTest, no, known, millis),
                        evaluated(best.text(), "test", bestOnTest, no, known, millis),
                        new RunEvent.RunFinished(StopReason.STEPS, best, 1));
        Price price = new Price(BigDecimal.ONE, BigDecimal.TWO);
        RunFolder.create(folder.resolve("run"))
                .write(
                        RunResult.of(RunView.of(events), RunUsage.NONE, Scrutiny.NONE, price),
                        "",
                        List.of(),
                        "");
    }

    @Test
    void namesAClassThatGotWorseAlthoughTheWholeGotBetter() {
        write("no", ZEROS + ZEROS + ZEROS + ONES, ONES + ONES + ONES + ZEROS);

        assertThat(cli.run("show", "run")).isZero();

        assertThat(cli.out())
                .contains("worse on class \"no\": 100.0 -> 0.0 [0.0, 27.8], 10 examples\n");
    }

    @Test
    void saysWhereThatMayBeChance() {
        write("no", ZEROS + ZEROS + ZEROS + ONES, ONES + ONES + ONES + "1111111110");

        assertThat(cli.run("show", "run")).isZero();

        assertThat(cli.out()).contains("worse on class \"no\": 100.0 -> 90.0").contains("chance");
    }

    @Test
    void saysNothingOfClassesWhereAllOrNoneGotBetter() {
        write("no", ZEROS + ZEROS + ZEROS + ZEROS, ONES + ONES + ONES + ZEROS);

        assertThat(cli.run("show", "run")).isZero();

        assertThat(cli.out()).doesNotContain("class");
    }

    @Test
    void aHostileTargetIsShownAsText() {
        write("n\u001b[2J\n" + "o".repeat(99), ZEROS.repeat(3) + ONES, ONES.repeat(3) + ZEROS);

        assertThat(cli.run("show", "run")).isZero();

        assertThat(cli.out())
                .doesNotContain("\u001b")
                .containsPattern("worse on class \"n\\\\u001B\\[2J\\\\no{33}…\"");
    }

    @Test
    void listsTheTradeOffs() {
        write("no", ZEROS + ZEROS + ZEROS + ZEROS, ONES + ONES + ONES + ZEROS);

        assertThat(cli.run("show", "run", "--pareto")).isZero();

        assertThat(cli.out().lines().toList())
                .containsExactly(
                        " score  95 % interval   words  tokens in     out   USD/1,000  prompt",
                        "  75.0  [30.1, 95.4]         2       40.0     3.0      0.0460  Think"
                                + " hard.\\u001B[2J",
                        "  50.0  [15.0, 85.0]         1       40.0     3.0      0.0460  Think.");
    }

    @Test
    void listsLatencyWhereItIsCompared() {
        write("no", ZEROS + ZEROS, ONES + ONES, Map.of("objectives", "words, latency"), 812L);

        assertThat(cli.run("show", "run", "--pareto")).isZero();

        assertThat(cli.out().lines().toList())
                .containsExactly(
                        " score  95 % interval   words  tokens in     out   USD/1,000  median s"
                                + "  prompt",
                        "  75.0  [30.1, 95.4]         2       40.0     3.0      0.0460     0.812"
                                + "  Think hard.\\u001B[2J",
                        "  50.0  [15.0, 85.0]         1       40.0     3.0      0.0460     0.812"
                                + "  Think.");
    }

    @Test
    void aLatencyThatIsNotKnownIsAQuestionMark() {
        write("no", ZEROS + ZEROS, ONES + ONES, Map.of("objectives", "latency"), null);

        assertThat(cli.run("show", "run", "--pareto")).isZero();

        assertThat(cli.out()).contains("median s").contains("0.0460         ?  Think hard.");
    }
}
