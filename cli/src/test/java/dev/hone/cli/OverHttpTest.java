package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.Task;
import dev.hone.data.DataSource;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;
import dev.hone.task.TaskFile;
import dev.hone.testkit.FaultServer;
import dev.hone.testkit.ReceivedRequest;
import dev.hone.testkit.synthetic.Skills;
import dev.hone.testkit.synthetic.SyntheticModel;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whole runs over HTTP against a server that speaks the OpenAI protocol, on a BIG-Bench Hard task.
/// The server's model follows prompts by known rules, so that a better prompt exists.
class OverHttpTest {

    private static final Path BBH =
            Cli.ROOT.resolve("../shared/data/bbh/navigate.jsonl").normalize();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Skills SKILLS =
            new Skills(
                    List.of(
                            skill("turns", 0.6, "Keep track of every turn."),
                            skill("position", 0.5, "Write down the position after each step."),
                            skill("form", 0.3, "End with Yes or No.")),
                    List.of("Take your time.", "Be careful.", "Read it twice."));

    @TempDir private Path folder;

    private static Skills.Skill skill(String cue, double share, String phrase) {
        return new Skills.Skill(
                cue,
                share,
                List.of(phrase.substring(phrase.lastIndexOf(' ') + 1)),
                List.of(phrase));
    }

    private Path task(String preset) throws IOException {
        Assumptions.assumeTrue(
                Files.exists(BBH),
                "The shared benchmark data are absent: " + BBH + " does not exist.");
        Path task = folder.resolve("task.yaml");
        Files.writeString(
                task,
                """
                name: navigate
                data: { file: "%s", split-field: gpo_split }
                prompt: { seed: "Let's think step by step.", template: Q_end }
                metric: boolean
                answer: gpo:boolean
                task-model: { spec: "openai:test-model", temperature: 0, max-tokens: 256 }
                optimizer-model: { spec: "openai:test-model", temperature: 1.0, max-tokens: 512 }
                optimizer: { name: gpo, preset: %s }
                limits: { concurrency: 32, retries: 8, timeout: 10s }
                """
                        .formatted(BBH, preset));
        return task;
    }

    private static FaultServer.Builder server(Path task) {
        TaskFile file = TaskFile.read(task);
        DataSource.Loaded loaded = file.load();
        Task known = Task.of("known", loaded.splits(), file.template(), (t, e) -> t, (p, e) -> 0);
        SyntheticModel model = new SyntheticModel(SKILLS, known);
        return FaultServer.answeringEach(
                (request, sample) -> {
                    ModelRequest asked =
                            new ModelRequest(
                                    ModelSettings.of("test", 0, 512),
                                    request.messages(),
                                    request.samples(),
                                    request.seed());
                    return model.generate(asked).completions().get(sample).text();
                });
    }

    private Cli cli(FaultServer server) {
        return new Cli(folder)
                .with("OPENAI_BASE_URL", server.baseUrl())
                .with("OPENAI_API_KEY", "sk-planted-secret");
    }

    @Test
    void paperPresetShowsBudgetsTrajectoryAndScoresToTheOptimizerModel() throws IOException {
        Path task = task("paper");
        try (FaultServer server = server(task).start()) {
            Cli cli = cli(server);
            assertThat(cli.run("optimize", task, "--out", "run", "--json")).as(cli.err()).isZero();
            JsonNode result = JSON.readTree(cli.out());
            assertThat(result.at("/test/difference").asDouble()).isPositive();
            List<String> metaPrompts = metaPrompts(server);
            assertThat(metaPrompts).hasSize(18);
            assertThat(metaPrompts.stream().map(text -> number(text, "at most (\\d+) words")))
                    .containsExactly(
                            49, 48, 47, 45, 42, 40, 36, 33, 30, 26, 23, 20, 17, 14, 12, 11, 10, 10);
            assertThat(metaPrompts.getFirst())
                    .contains("Prompt: Let's think step by step.\nScore: ");
            assertThat(count(metaPrompts.getFirst(), "Score: ")).isEqualTo(1);
            assertThat(count(metaPrompts.get(5), "\nScore: ")).isEqualTo(3);
            assertThat(metaPrompts)
                    .allSatisfy(
                            text ->
                                    assertThat(number(text, "Its score: (\\d+)"))
                                            .isBetween(0, 100));
            assertThat(
                            metaPrompts.stream()
                                    .mapToInt(text -> number(text, "Its score: (\\d+)"))
                                    .max()
                                    .orElseThrow())
                    .isGreaterThan(1);
            assertThat(metaPrompts.getFirst()).contains("<PROMPT>\nOutput:\n");
            noKeyIn(folder);
        }
    }

    @Test
    void aRunOverAFaultyServerFindsWhatARunWithoutFaultsFinds() throws IOException {
        Path task = task("default");
        JsonNode clean;
        JsonNode faulty;
        try (FaultServer server = server(task).start()) {
            Cli cli = cli(server);
            assertThat(cli.run("optimize", task, "--out", "clean", "--ledger", "a.db", "--json"))
                    .as(cli.err())
                    .isZero();
            clean = JSON.readTree(cli.out());
        }
        try (FaultServer server = server(task).faultRate(0.1, 7).start()) {
            Cli cli = cli(server);
            assertThat(cli.run("optimize", task, "--out", "faulty", "--ledger", "b.db", "--json"))
                    .as(cli.err())
                    .isZero();
            faulty = JSON.readTree(cli.out());
        }
        assertThat(faulty.at("/bestPrompt")).isEqualTo(clean.at("/bestPrompt"));
        assertThat(faulty.at("/test")).isEqualTo(clean.at("/test"));
        assertThat(folder.resolve("faulty/trajectory.jsonl"))
                .hasSameBinaryContentAs(folder.resolve("clean/trajectory.jsonl"));
    }

    @Test
    void aKilledRunIsResumedToTheSameFilesAndPaysForNothingTwice()
            throws IOException, InterruptedException {
        Path task = task("default");
        Cli cli;
        int whole;
        try (FaultServer server = server(task).start()) {
            cli = cli(server);
            assertThat(cli.run("optimize", task, "--out", "whole", "--ledger", "a.db")).isZero();
            whole = server.requestCount();
        }
        try (FaultServer server = server(task).latency(java.time.Duration.ofMillis(20)).start()) {
            killAfterSomeAnswers(task, server, whole / 3);
            int beforeKill = server.requestCount();
            cli = cli(server);
            assertThat(cli.run("resume", "run")).as(cli.err()).isZero();
            assertThat(beforeKill).isBetween(whole / 3, whole - 1);
            assertThat(server.requestCount()).isBetween(whole, whole + 32);
        }
        JsonNode wholeResult = JSON.readTree(folder.resolve("whole/result.json").toFile());
        JsonNode resumed = JSON.readTree(folder.resolve("run/result.json").toFile());
        assertThat(resumed.at("/bestPrompt")).isEqualTo(wholeResult.at("/bestPrompt"));
        assertThat(resumed.at("/usage")).isEqualTo(wholeResult.at("/usage"));
        assertThat(folder.resolve("run/trajectory.jsonl"))
                .hasSameBinaryContentAs(folder.resolve("whole/trajectory.jsonl"));
    }

    private void killAfterSomeAnswers(Path task, FaultServer server, int answers)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.hone.cli.Hone",
                        "optimize",
                        task.toString(),
                        "--out",
                        "run",
                        "--ledger",
                        "b.db");
        builder.directory(folder.toFile());
        builder.environment().put("OPENAI_BASE_URL", server.baseUrl());
        builder.environment().put("HONE_STATE", folder.resolve("state").toString());
        builder.environment().put("OPENAI_API_KEY", "sk-planted-secret");
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("child.log").toFile());
        Process child = builder.start();
        while (server.requestCount() < answers && child.isAlive()) {
            Thread.sleep(5);
        }
        assertThat(child.isAlive()).as(Files.readString(folder.resolve("child.log"))).isTrue();
        child.destroyForcibly();
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static List<String> metaPrompts(FaultServer server) {
        return server.requests().stream()
                .map(ReceivedRequest::messages)
                .map(messages -> messages.getLast())
                .map(Message::text)
                .filter(text -> text.contains("<START>"))
                .toList();
    }

    private static int number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static void noKeyIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(
                                new String(
                                        Files.readAllBytes(file),
                                        java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("planted-secret");
            }
        }
    }
}
