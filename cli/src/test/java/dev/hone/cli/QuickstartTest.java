package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The README's first command, without a process.
class QuickstartTest {

    private static final Path TASK = Cli.ROOT.resolve("examples/synthetic/task.yaml");
    private static final List<String> FILES =
            List.of("prompt.txt", "request.txt", "result.json", "trajectory.jsonl", "report.html");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void theExamplePromptIsImprovedWithEverySeed(int seed) throws IOException {
        Cli cli = new Cli(folder);
        assertThat(cli.run("optimize", TASK, "--out", "run", "--seed", seed, "--json"))
                .as(cli.err())
                .isZero();
        JsonNode result = JSON.readTree(cli.out());
        assertThat(result.at("/test/seed").asDouble()).isLessThan(0.25);
        assertThat(result.at("/test/best").asDouble()).isGreaterThan(0.8);
        assertThat(result.at("/significant").asBoolean()).isTrue();
        assertThat(result).isEqualTo(JSON.readTree(folder.resolve("run/result.json").toFile()));
        assertThat(Files.readString(folder.resolve("run/prompt.txt")))
                .isEqualTo(result.at("/bestPrompt").asText());
    }

    @Test
    void theSameSeedGivesTheSameBytesAtOneAndManyWorkers() throws IOException {
        Cli cli = new Cli(folder);
        run(cli, "one", 1);
        run(cli, "many", 256);
        for (String file : FILES) {
            assertThat(folder.resolve("many").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
        }
    }

    private static void run(Cli cli, String name, int workers) {
        int code =
                cli.run(
                        "optimize",
                        TASK,
                        "--out",
                        name,
                        "--ledger",
                        name + ".db",
                        "--set",
                        "limits.concurrency=" + workers);
        assertThat(code).as(cli.err()).isZero();
    }

    @Test
    void aSecondRunPaysForNothing() throws IOException {
        Cli cli = new Cli(folder);
        cli.run("optimize", TASK, "--out", "first");
        cli.run("optimize", TASK, "--out", "second", "--json");
        JsonNode usage = JSON.readTree(cli.out()).at("/usage/taskModel");
        assertThat(usage.at("/calls").asInt()).isZero();
        assertThat(usage.at("/cached").asInt()).isGreaterThan(500);
    }

    @Test
    void theSummarySaysWhatWasFoundAndTheProgressWhatHappens() {
        Cli cli = new Cli(folder);
        cli.run("optimize", TASK);
        assertThat(cli.err())
                .contains("task model       synthetic:skills.json")
                .contains("no language model")
                .contains("40 train, 60 validation, 120 test")
                .contains("forecast         at most 6,060 + 12 calls")
                .contains("step 1 ");
        assertThat(cli.out())
                .contains("seed prompt      Let's think step by step.")
                .contains("best prompt      ")
                .contains("task model       synthetic:skills.json@")
                .contains("runs/antonyms-2026");
        assertThat(cli.run("show")).isZero();
        assertThat(cli.out()).contains("best prompt      ");
    }

    @Test
    void aDryRunPrintsTheForecastAndLeavesNothing() throws IOException {
        Cli cli = new Cli(folder);
        assertThat(cli.run("optimize", TASK, "--dry-run")).isZero();
        assertThat(cli.err()).contains("forecast         at most 6,060 + 12 calls");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theFoundPromptScoresTheSameWhenEvaluatedAlone() throws IOException {
        Cli cli = new Cli(folder);
        cli.run("optimize", TASK, "--out", "run", "--json");
        double best = JSON.readTree(cli.out()).at("/test/best").asDouble();
        int code =
                cli.run(
                        "evaluate",
                        TASK,
                        "--prompt",
                        "Let's think step by step.",
                        "--prompt",
                        folder.resolve("run/prompt.txt"),
                        "--split",
                        "test",
                        "--json");
        assertThat(code).as(cli.err()).isZero();
        JsonNode document = JSON.readTree(cli.out());
        assertThat(document.at("/score")).isEqualTo(document.at("/evaluations/0/score"));
        assertThat(document.at("/evaluations/1/score").asDouble())
                .isCloseTo(best, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(document.at("/evaluations/1/againstFirst/significant").asBoolean()).isTrue();
        assertThat(document.at("/usage/taskModel/calls").asInt()).isZero();
    }

    @Test
    void thePromptOfAFileIsTheSameWithAndWithoutALastLineEnd() throws IOException {
        Files.writeString(folder.resolve("plain.txt"), "Say the opposite.");
        Files.writeString(folder.resolve("edited.txt"), "Say the opposite.\r\n");
        Cli cli = new Cli(folder);
        cli.run("evaluate", TASK, "--prompt", "plain.txt", "--prompt", "edited.txt", "--json");
        JsonNode evaluations = JSON.readTree(cli.out()).at("/evaluations");
        assertThat(evaluations).hasSize(1);
        assertThat(evaluations.at("/0/prompt").asText()).isEqualTo("Say the opposite.");
    }

    @Test
    void aBudgetEndsTheRunWithTheBestSoFarAndResumeFinishesIt() throws IOException {
        Cli cli = new Cli(folder);
        int stopped =
                cli.run("optimize", TASK, "--out", "run", "--stop-after", "calls=900", "--json");
        assertThat(stopped).as(cli.err()).isEqualTo(3);
        JsonNode early = JSON.readTree(cli.out());
        assertThat(early.at("/stopReason").asText()).isEqualTo("calls");
        assertThat(calls(early)).isLessThanOrEqualTo(900);
        assertThat(early.at("/test/best").isNumber()).as("judged on test").isTrue();
        assertThat(cli.run("resume", "run", "--stop-after", "calls=100000", "--json"))
                .as(cli.err())
                .isZero();
        JsonNode late = JSON.readTree(cli.out());
        cli.run(
                "optimize",
                TASK,
                "--out",
                "whole",
                "--ledger",
                "whole.db",
                "--stop-after",
                "calls=100000");
        for (String file : FILES) {
            assertThat(folder.resolve("run").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
        }
        assertThat(late.at("/stopReason").asText()).isNotEqualTo("calls");
        assertThat(cli.run("resume", "run")).isZero();
        assertThat(cli.err()).contains("This run has finished");
    }

    @Test
    void aBudgetThatIsSpentIsSpentForResumeTooUntilItIsRaised() throws IOException {
        Cli cli = new Cli(folder);
        assertThat(cli.run("optimize", TASK, "--out", "run", "--stop-after", "calls=900"))
                .isEqualTo(3);
        String stopped = Files.readString(folder.resolve("run/result.json"));
        assertThat(cli.run("resume", "run")).isEqualTo(3);
        assertThat(cli.err()).containsPattern("spent before     [0-9]{3} calls, .* tokens, \\$0");
        assertThat(folder.resolve("run/result.json")).hasContent(stopped);
        assertThat(cli.run("resume", "run", "--stop-after", "calls=1000", "--json")).isEqualTo(3);
        assertThat(calls(JSON.readTree(cli.out()))).isBetween(900, 1000);
    }

    private static int calls(JsonNode result) {
        return result.at("/usage/taskModel/calls").asInt()
                + result.at("/usage/optimizerModel/calls").asInt();
    }

    @Test
    void initWritesATaskThatOptimizesAndOverwritesNothing() {
        Cli cli = new Cli(folder);
        assertThat(cli.run("init", "mine")).isZero();
        assertThat(cli.run("optimize", "mine/task.yaml", "--dry-run")).isEqualTo(4);
        assertThat(cli.err()).contains("No model is named for task-model");
        assertThat(cli.run("init", "mine")).isEqualTo(2);
        assertThat(cli.err()).contains("task.yaml exists already and is not overwritten");
    }

    @Test
    void doctorAndModelsSayWhatIsThere() {
        Cli cli = new Cli(folder).with("OPENAI_API_KEY", "sk-planted-secret");
        assertThat(cli.run("doctor")).as(cli.out()).isZero();
        assertThat(cli.out()).contains("ok  embedder").contains("OPENAI_API_KEY is set");
        assertThat(cli.run("models")).isZero();
        assertThat(cli.out())
                .contains("openai:NAME")
                .contains("set      OPENAI_API_KEY")
                .doesNotContain("planted");
    }
}
