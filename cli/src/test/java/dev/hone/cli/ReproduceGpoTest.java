package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.model.Message;
import dev.hone.testkit.FaultServer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the experiment would ask, as the paper's script asks it, and cells of it over HTTP on small
/// made-up data in the form that BIG-Bench Hard is published in.
class ReproduceGpoTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] SMALL = {
        "reproduce",
        "gpo",
        "--tasks",
        "object_counting",
        "--task-model",
        "openai:task",
        "--optimizer-model",
        "openai:writer",
        "--data",
        "data"
    };

    /// 17 for test, 5 for validation and train each, 1 for format and demonstrations each.
    private static final int ROWS = 31;

    @TempDir private Path folder;
    private Cli cli;

    @BeforeEach
    void writeData() throws IOException {
        cli = new Cli(folder);
        Files.createDirectories(folder.resolve("data/bbh"));
        Files.writeString(
                folder.resolve("data/bbh/object_counting.json"),
                IntStream.range(1, 1 + ROWS)
                        .mapToObj(
                                i ->
                                        "{\"input\": \"I have %d apples. How many?\", \"target\": \"%d\"}"
                                                .formatted(i, i))
                        .collect(
                                Collectors.joining(
                                        ",", "{\"canary\": \"c\", \"examples\": [", "]}")));
    }

    /// The task model counts when it is told to; the writer tells it from its second prompt on.
    private static FaultServer server() {
        AtomicInteger written = new AtomicInteger();
        return FaultServer.answeringEach(
                        (request, sample) ->
                                isForWriter(request.messages())
                                        ? "<START>Count thing %d.<END>"
                                                .formatted(written.incrementAndGet())
                                        : counted(request.messages()))
                .start();
    }

    private static boolean isForWriter(List<Message> messages) {
        return messages.getFirst().text().contains("<PROMPT>");
    }

    private static String counted(List<Message> messages) {
        String question = messages.getFirst().text();
        boolean told = question.contains("Count thing");
        return told ? question.replaceAll("(?s)I have (\\d+) apples.*", "$1") : "none at all";
    }

    /// The whole method under two seeds.
    private int run(FaultServer server, String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of("--table", "3", "--cells", "cosine/generation", "--seeds", "2"));
        words.addAll(List.of(more));
        return runCells(server, words.toArray(String[]::new));
    }

    private int runCells(FaultServer server, String... more) {
        cli.with("OPENAI_BASE_URL", server.baseUrl()).with("OPENAI_API_KEY", "sk-any");
        List<Object> words = new ArrayList<>(Arrays.asList((Object[]) SMALL));
        words.addAll(List.of(more));
        return cli.run(words.toArray());
    }

    private JsonNode dryRun(String... more) throws IOException {
        List<Object> words = new ArrayList<>(List.of("reproduce", "gpo", "--dry-run", "--json"));
        words.addAll(List.of(more));
        assertThat(cli.run(words.toArray())).as(cli.err()).isZero();
        return JSON.readTree(cli.out());
    }

    private static JsonNode cell(JsonNode plan, String table, String cell) {
        for (JsonNode each : plan.at("/tables")) {
            for (JsonNode own : each.at("/cells")) {
                if (each.at("/table").asText().equals(table)
                        && own.at("/cell").asText().equals(cell)) {
                    return own;
                }
            }
        }
        throw new AssertionError("no cell " + cell + " in table " + table);
    }

    private static JsonNode oneRun(JsonNode plan, String table, String cell, String task) {
        for (JsonNode own : cell(plan, table, cell).at("/oneRun")) {
            if (own.at("/task").asText().equals(task)) {
                return own;
            }
        }
        throw new AssertionError("no task " + task);
    }

    @Test
    void aRunOnABbhTaskAsksWhatThePapersScriptAsks() throws IOException {
        JsonNode plan = dryRun();
        for (String cell : List.of("relevance/p+m", "none/p+m", "recency/p+m", "importance/p+m")) {
            assertCalls(oneRun(plan, "2", cell, "navigate"), 18, 144, 96, 13_824, 288, 576);
        }
        JsonNode run = oneRun(plan, "3", "cosine/generation", "navigate");
        assertCalls(run, 18, 144, 96, 13_824, 288, 576);
        assertThat(run.at("/releasedTest").asLong()).isEqualTo(5184 + 288);
        assertThat(run.at("/releasedCompletions").asLong()).isEqualTo(1152);
        assertThat(oneRun(plan, "5", "gpo/bbh", "navigate")).isEqualTo(run);
        assertThat(oneRun(plan, "6", "gpo/i", "navigate")).isEqualTo(run);
        assertThat(oneRun(plan, "7", "gpo/lite-bbh", "navigate")).isEqualTo(run);
    }

    private static void assertCalls(JsonNode run, long... calls) {
        assertThat(
                        List.of(
                                run.at("/steps").asLong(),
                                run.at("/optimizerRequests").asLong(),
                                run.at("/first").asLong(),
                                run.at("/candidates").asLong(),
                                run.at("/train").asLong(),
                                run.at("/test").asLong()))
                .containsExactlyElementsOf(Arrays.stream(calls).boxed().toList());
    }

    @Test
    void stepsFollowTheSizeOfEachTasksSplits() throws IOException {
        JsonNode plan = dryRun("--table", "5", "--cells", "gpo/*");
        assertCalls(oneRun(plan, "5", "gpo/bbh", "snarks"), 12, 96, 66, 6336, 192, 408);
        assertCalls(oneRun(plan, "5", "gpo/bbh", "penguins_in_a_table"), 9, 72, 54, 3888, 144, 328);
        assertCalls(oneRun(plan, "5", "gpo/mmlu", "anatomy"), 9, 72, 40, 2880, 144, 240);
        assertCalls(oneRun(plan, "5", "gpo/mmlu", "global_facts"), 9, 72, 40, 2880, 144, 236);
        assertCalls(oneRun(plan, "5", "gpo/gsm8k", "gsm8k"), 39, 312, 200, 62_400, 624, 1200);
        assertCalls(oneRun(plan, "5", "gpo/wsc", "wsc"), 18, 144, 100, 14_400, 288, 600);
        // Nobody asks for the bare answer of a text.
        assertCalls(oneRun(plan, "5", "gpo/webnlg", "webnlg"), 39, 312, 100, 31_200, 312, 600);
    }

    @Test
    void whatAddsRequestsIsCounted() throws IOException {
        JsonNode plan = dryRun("--table", "2,6,7");
        JsonNode reflecting = oneRun(plan, "2", "relevance/p+m+r", "navigate");
        JsonNode prompts = oneRun(plan, "2", "summarization/p+m", "navigate");
        JsonNode reflections = oneRun(plan, "2", "summarization/p+m+r", "navigate");

        assertCalls(reflecting, 18, 144 + 18, 96, 13_824, 288, 576);
        assertCalls(prompts, 18, 144 + 18, 96, 13_824 + 18 * 96, 288, 576);
        assertCalls(reflections, 18, 144 + 36, 96, 13_824, 288, 576);
        assertThat(oneRun(plan, "7", "sgdm/lite-bbh", "navigate")).isEqualTo(reflections);
        assertCalls(oneRun(plan, "6", "gpo/i+d", "navigate"), 18, 144, 48, 6912, 144, 288);
        assertCalls(oneRun(plan, "6", "cot/i", "navigate"), 0, 0, 0, 0, 0, 288);
    }

    @Test
    void aTableIsTheSumOfItsRunsAndSharedRunsCountOnceInAll() throws IOException {
        JsonNode plan = dryRun("--table", "3,7", "--cells", "gpo/*,cosine/generation");
        long one = 96 + 13_824 + 288 + 576;

        assertThat(plan.at("/tables/0/runs").asInt()).isEqualTo(4 * 3);
        assertThat(plan.at("/tables/0/taskCalls").asLong()).isEqualTo(12 * one);
        assertThat(plan.at("/tables/0/optimizerRequests").asLong()).isEqualTo(12 * 144);
        assertThat(plan.at("/tables/1/taskCalls").asLong()).isEqualTo(12 * one);
        assertThat(plan.at("/taskCalls").asLong()).isEqualTo(12 * one);
        assertThat(plan.at("/usd").isNull()).isTrue();
    }

    @Test
    void thePriceIsSaidWhereItIsKnownWithoutAKeyAndLeavesNothingBehind() throws IOException {
        String[] models = {
            "--table",
            "7",
            "--task-model",
            "openai:gpt-3.5-turbo",
            "--optimizer-model",
            "openai:gpt-4.1-mini"
        };
        assertThat(dryRun(models).at("/usd").asDouble()).isPositive();
        assertThat(folder.resolve("runs")).doesNotExist();

        assertThat(cli.run("reproduce", "gpo", "--dry-run", "--turns", "1")).isZero();
        assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(cli.out())
                .contains("Table 2: ", "Table 3: ", "Table 5: ", "Table 6: ", "Table 7: ")
                .containsPattern("(?m)^cosine, generation +12 +144 +48 +6,912 +144 +288 +2,736$")
                .contains("price unknown");
    }

    @Test
    void aCellRunsFromTheFirstPromptToTheTableBesideThePapersNumber() throws IOException {
        try (FaultServer server = server()) {
            assertThat(run(server, "--out", "out")).as(cli.err()).isZero();
            assertThat(cli.err())
                    .contains("object_counting has fewer rows than the paper")
                    .contains("drawn by Hone")
                    .contains("cost             2 runs, at most")
                    .containsPattern("2/2 +gpo +object_counting +seed 2 +validation 100\\.0");
            assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
            assertThat(cli.out())
                    .contains("the paper's      GPT-3.5-turbo for Llama-2-7b-chat")
                    .containsPattern(
                            "cosine, generation +100\\.00 +\\[100\\.0, 100\\.0] +43\\.75 +1 of 4"
                                    + " +2 of 2")
                    .contains("cannot give its absolute numbers");

            JsonNode document = JSON.readTree(folder.resolve("out/gpo.json").toFile());
            JsonNode cell = document.at("/tables/0/cells/0");
            assertThat(cell.at("/paperByModels/gpt-4~1gpt-3.5").asDouble()).isEqualTo(67.80);
            assertThat(cell.at("/difference").isNull()).as("1 of 4 tasks").isTrue();
            assertThat(document.at("/data/0/test").asInt()).isEqualTo(17);
            assertThat(document.at("/runs/0/prompt").asText()).startsWith("Count thing");
            assertThat(folder.resolve("out/gpo.md"))
                    .content()
                    .contains("| cosine, generation | 100.00 | [100.0, 100.0] | 43.75 |");
            long writers =
                    server.requests().stream().filter(r -> isForWriter(r.messages())).count();
            assertThat(writers).as("3 steps under each of 2 seeds").isEqualTo(6);
        }
    }

    @Test
    void theSameCommandAgainAsksNobody() throws IOException {
        try (FaultServer server = server()) {
            assertThat(run(server, "--json")).as(cli.err()).isZero();
            JsonNode first = JSON.readTree(cli.out());
            int asked = server.requestCount();
            assertThat(run(server, "--json")).as(cli.err()).isZero();
            JsonNode again = JSON.readTree(cli.out());

            assertThat(server.requestCount()).isEqualTo(asked);
            assertThat(first.at("/sent").asInt()).isEqualTo(asked);
            assertThat(again.at("/sent").asInt()).isZero();
            assertThat(again.at("/tables")).isEqualTo(first.at("/tables"));
            assertThat(again.at("/runs")).isEqualTo(first.at("/runs"));

            assertThat(runCells(server, "--table", "7", "--cells", "gpo/*", "--seeds", "2"))
                    .isZero();
            assertThat(server.requestCount()).as("another table's same cell").isEqualTo(asked);
        }
    }

    @Test
    void aBudgetIsOfTheWholeCommandAndTheSameCommandGoesOn() throws IOException {
        try (FaultServer server = server()) {
            assertThat(run(server, "--stop-after", "calls=70", "--json")).isEqualTo(3);
            assertThat(server.requestCount()).isEqualTo(70);
            JsonNode stopped = JSON.readTree(cli.out());
            assertThat(stopped.at("/stopReason").asText()).isEqualTo("calls");
            assertThat(stopped.at("/tables/0/cells/0/mean").isNull()).isTrue();

            assertThat(run(server, "--json")).as(cli.err()).isZero();
            JsonNode whole = JSON.readTree(cli.out());
            assertThat(whole.at("/tables/0/cells/0/seeds").asInt()).isEqualTo(2);
            assertThat(whole.at("/sent").asInt()).isEqualTo(server.requestCount() - 70);
        }
    }

    @Test
    void promptsAreJudgedAsTheyAreWithoutASearch() throws IOException {
        try (FaultServer server = server()) {
            int code = runCells(server, "--table", "6", "--cells", "cot/i,empty/i", "--json");
            assertThat(code).as(cli.err()).isZero();
            JsonNode document = JSON.readTree(cli.out());
            assertThat(document.at("/runs")).hasSize(2);
            assertThat(document.at("/tables/0/cells/1/mean").asDouble()).isZero();
            assertThat(document.at("/tables/0/cells/1/interval95").isNull()).isTrue();
            assertThat(server.requestCount()).isEqualTo(2 * 2 * 17);
        }
    }

    @Test
    void whatIsWrongIsSaidBeforeAnybodyIsAsked() throws IOException {
        assertError("Did you mean \"navigate\"?", "--dry-run", "--tasks", "navigat");
        assertError("--table is \"4\", but must be one of 2, 3, 5, 6, 7.", "--table", "4");
        assertError("Did you mean \"gpo/bbh\"?", "--table", "5", "--cells", "gpo/bhb");
        assertError("Did you mean \"gpt-4/gpt-3.5\"?", "--beside", "gpt-4/gpt35");
        assertError("--download fetches them into the folder data;", "--table", "7");
        assertError("--turns is 3, but must be from 1 to 2.", "--turns", "3");
        assertError("what is reproduced is not to be changed", "--set", "optimizer.steps=2");
        assertError("Right are calls, tokens, usd and time.", "--stop-after", "steps=2");
        assertError(
                "has no data of snarks. Take --download, or get"
                        + " github.com/suzgunmirac/BIG-Bench-Hard",
                "--tasks",
                "snarks",
                "--data",
                "data");
        Files.writeString(
                folder.resolve("data/bbh/snarks.json"), "{\"examples\": [{\"input\": \"q\"}]}");
        assertError(
                "snarks.json, example 1: \"target\" must be a text, but is missing.",
                "--tasks",
                "snarks",
                "--data",
                "data");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    private void assertError(String message, String... more) {
        List<Object> words = new ArrayList<>(List.of("reproduce", "gpo"));
        words.addAll(List.of(more));
        assertThat(cli.run(words.toArray())).isEqualTo(2);
        assertThat(cli.err().toLowerCase(Locale.ROOT)).contains(message.toLowerCase(Locale.ROOT));
    }
}
