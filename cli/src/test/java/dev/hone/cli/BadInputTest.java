package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What users get wrong: one message that names the place, the value and the remedy, exit code 2 or
/// 4, and nothing left behind.
class BadInputTest {

    private static final String TASK =
            """
            name: small
            data: { train: train.jsonl, validation: validation.jsonl }
            prompt: { seed: "Answer.", template: "{{input}} {{prompt}}" }
            metric: exact
            answer: whole
            task-model: { spec: "openai:test" }
            optimizer-model: { spec: "openai:test" }
            optimizer: { name: gpo, momentum: recency }
            limits: { retries: 0, timeout: 2s }
            """;

    @TempDir private Path folder;
    private Cli cli;
    private List<Path> before = List.of();

    @BeforeEach
    void writeASmallTask() throws IOException {
        cli = new Cli(folder);
        write("task.yaml", TASK);
        write("train.jsonl", rows(3));
        write("validation.jsonl", rows(20));
    }

    private static String rows(int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            rows.append("{\"input\": \"q%d\", \"target\": \"a%d\"}\n".formatted(i, i));
        }
        return rows.toString();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
        before = files();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }

    private void assertRefused(int code, String... parts) throws IOException {
        int actual = cli.run("optimize", "task.yaml", "--out", "run");
        List<String> lines = new ArrayList<>(cli.err().lines().toList());
        String message =
                lines.stream().filter(line -> line.startsWith("error: ")).findFirst().orElse("");
        assertThat(actual).as(cli.err()).isEqualTo(code);
        assertThat(message).contains(parts);
        assertThat(cli.err()).doesNotContain("\tat ");
        assertThat(cli.out()).isEmpty();
        assertThat(files()).as("files left behind").isEqualTo(before);
    }

    @Test
    void aMissingTaskFile() throws IOException {
        assertThat(cli.run("optimize", "tsak.yaml")).isEqualTo(2);
        assertThat(cli.err()).contains("tsak.yaml").contains("task.yaml");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aMissingDataFile() throws IOException {
        write("task.yaml", TASK.replace("train.jsonl", "trian.jsonl"));
        assertRefused(2, "trian.jsonl", "train.jsonl");
    }

    @Test
    void aMisspeltKey() throws IOException {
        write("task.yaml", TASK.replace("metric:", "metrc:"));
        assertRefused(2, "metrc", "task.yaml", "4", "Did you mean \"metric\"?");
    }

    @Test
    void aMisspeltOptimizerOption() throws IOException {
        write("task.yaml", TASK.replace("momentum:", "momentm:"));
        assertRefused(2, "momentm", "Did you mean \"momentum\"?");
    }

    @Test
    void anUnknownMetric() throws IOException {
        write("task.yaml", TASK.replace("metric: exact", "metric: exakt"));
        assertRefused(2, "exakt", "Did you mean \"exact\"?");
    }

    @Test
    void anUnknownAnswerReader() throws IOException {
        write("task.yaml", TASK.replace("answer: whole", "answer: hole"));
        assertRefused(2, "hole", "whole");
    }

    @Test
    void anEmptyDataSet() throws IOException {
        write("validation.jsonl", "");
        assertRefused(2, "validation.jsonl has no rows");
    }

    @Test
    void aMissingFieldInRowSeventeen() throws IOException {
        write("validation.jsonl", rows(20).replace("\"q17\", \"target\"", "\"q17\", \"taget\""));
        assertRefused(2, "validation.jsonl", "17", "target", "taget");
    }

    @Test
    void dataThatIsNotUtf8() throws IOException {
        byte[] latin =
                "{\"input\": \"caf\u00e9\", \"target\": \"a\"}\n"
                        .getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("validation.jsonl"), latin);
        before = files();
        assertRefused(2, "validation.jsonl", "UTF-8", "line 1");
    }

    @Test
    void aLineOfTwentyMegabytes() throws IOException {
        write(
                "validation.jsonl",
                "{\"input\": \"" + "x".repeat(20 << 20) + "\", \"target\": \"a\"}\n");
        assertRefused(2, "validation.jsonl", "line 1", "MB");
    }

    @Test
    void noKey() throws IOException {
        assertRefused(4, "OPENAI_API_KEY");
    }

    @Test
    void anUnknownModelScheme() throws IOException {
        write("task.yaml", TASK.replace("openai:", "opnai:"));
        assertRefused(2, "opnai", "openai");
    }

    @Test
    void aHostThatNobodyListensOn() throws IOException {
        cli.with("OPENAI_BASE_URL", "http://127.0.0.1:9/v1");
        assertRefused(4, "127.0.0.1:9");
    }

    @Test
    void aTemplateWithoutThePrompt() throws IOException {
        write("task.yaml", TASK.replace("{{input}} {{prompt}}", "{{input}}"));
        assertRefused(2, "template", "{{prompt}}");
    }

    @Test
    void aPromptWithAPlaceholderThatIsNoColumn() throws IOException {
        write("task.yaml", TASK.replace("Answer.", "Answer {{inptu}}."));
        assertRefused(
                2, "task.yaml, line 3", "prompt.seed", "{{inptu}}", "Did you mean", "literal");
        write("task.yaml", TASK.replace("{{input}} {{prompt}}", "{{input}} {{promt}} {{prompt}}"));
        assertRefused(2, "task.yaml, line 3", "prompt.template", "{{promt}}", "train");
    }

    @Test
    void aPromptToEvaluateWithAPlaceholderThatIsNotFilledIn() throws IOException {
        write("task.yaml", TASK.replace("Answer.", "Answer {{input}}."));
        cli.with("OPENAI_BASE_URL", "http://127.0.0.1:9/v1");
        assertThat(cli.run("evaluate", "task.yaml", "--prompt", "Say {{inptu}}.")).isEqualTo(2);
        assertThat(cli.err()).contains("--prompt", "{{inptu}}", "Did you mean \"input\"?");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void markedRegionsThatOverlap() throws IOException {
        write(
                "task.yaml",
                TASK.replace("Answer.", "<editable>Be <editable>brief</editable></editable>"));
        assertRefused(
                2,
                "task.yaml, line 3: \"prompt.seed\" opens an <editable> region in its line 1",
                "must not overlap",
                "close the first");
    }

    @Test
    void aFolderThatHoldsAnotherRun() throws IOException {
        Files.createDirectories(folder.resolve("run"));
        write("run/result.json", "{}");
        cli.with("OPENAI_BASE_URL", "http://127.0.0.1:9/v1");
        assertRefused(2, "already holds a run");
    }

    @Test
    void aRefusedRunLeavesTheOtherRunResumable() throws IOException {
        Files.createDirectories(folder.resolve("run"));
        write("run/run.json", "{}");
        cli.with("OPENAI_BASE_URL", "http://127.0.0.1:9/v1");
        assertRefused(2, "already holds a run (run.json)");
        assertThat(cli.run("optimize", "task.yaml", "--out", "run", "--dry-run")).isZero();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aFileInThePlaceOfTheRunFolder() throws IOException {
        write("run", "not a folder");
        cli.with("OPENAI_BASE_URL", "http://127.0.0.1:9/v1");
        assertRefused(2, "run", "in the way");
        assertThat(cli.run("optimize", "task.yaml", "--out", "run/below")).isEqualTo(2);
        assertThat(cli.err()).contains("run/below").doesNotContain("\tat ");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aNameTooLongForAFolder() throws IOException {
        write("task.yaml", TASK.replace("small", "s".repeat(300)));
        cli.with("OPENAI_BASE_URL", "http://127.0.0.1:9/v1");
        assertThat(cli.run("optimize", "task.yaml")).isEqualTo(2);
        assertThat(cli.err()).contains("--out").doesNotContain("\tat ");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aTimeoutOfCenturies() throws IOException {
        write("task.yaml", TASK.replace("timeout: 2s", "timeout: 999999999h"));
        assertRefused(2, "task.yaml", "limits.timeout", "999999999h");
    }

    @Test
    void aRunsNoteThatIsNone() throws IOException {
        Files.createDirectories(folder.resolve("run"));
        for (String note : List.of("{\"run\": \"x\", \"ta", "{}", "null")) {
            write("run/run.json", note);
            assertThat(cli.run("resume", "run")).as(note).isEqualTo(2);
            assertThat(cli.err()).contains("run.json is not a run's note");
        }
    }

    @Test
    void anOptimizerOptionBeyondAllMeasure() throws IOException {
        write("task.yaml", TASK.replace("recency", "recency, candidates: 2000000000"));
        assertRefused(2, "task.yaml", "optimizer.candidates", "2000000000", "1000");
        write("task.yaml", TASK.replace("recency", "recency, epochs: 2000000000"));
        assertRefused(2, "task.yaml", "optimizer.epochs", "2000000000", "1000000");
    }

    @Test
    void aProviderThatWritesToTheTerminal() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body =
                            "{\"error\": {\"message\": \"\\u001b[31mred\\u202e\"}}"
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(401, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        try {
            cli.with("OPENAI_BASE_URL", "http://127.0.0.1:" + server.getAddress().getPort());
            assertRefused(4, "answered 401", "[31mred");
            assertThat(cli.err()).doesNotContain("\u001b", "\u202e");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anUnknownOption() {
        assertThat(cli.run("optimize", "task.yaml", "--sed", "3")).isEqualTo(2);
        assertThat(cli.err()).contains("--sed").contains("--seed");
    }

    @Test
    void noCommandAndAnUnknownCommand() {
        assertThat(cli.run()).isEqualTo(2);
        assertThat(cli.err()).contains("optimize").contains("Missing required subcommand");
        assertThat(cli.run("optimise", "task.yaml")).isEqualTo(2);
        assertThat(cli.err()).contains("optimize");
    }

    @Test
    void aSplitOrPromptFileThatIsNotThere() {
        assertThat(cli.run("evaluate", "task.yaml", "--split", "tets")).isEqualTo(2);
        assertThat(cli.err()).contains("--split is \"tets\". Did you mean \"test\"?");
        assertThat(cli.run("evaluate", "task.yaml", "--split", "test")).isEqualTo(2);
        assertThat(cli.err()).contains("has no examples there");
        assertThat(cli.run("evaluate", "task.yaml", "--prompt", "none.txt")).isEqualTo(2);
        assertThat(cli.err()).contains("none.txt").contains("does not exist");
    }

    @Test
    void aRunFolderThatIsNone() {
        assertThat(cli.run("show")).isEqualTo(2);
        assertThat(cli.err()).contains("no finished run");
        assertThat(cli.run("resume", "nowhere")).isEqualTo(2);
        assertThat(cli.err()).contains("nowhere");
        assertThat(cli.run("resume", ".")).isEqualTo(2);
        assertThat(cli.err()).contains("run.json");
    }
}
