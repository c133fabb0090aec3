package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.testkit.Fault;
import dev.hone.testkit.FaultServer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// `compare` on a task of a few examples: equal budgets, the same bytes whoever paid, and one
/// message for what is wrong.
class CompareCommandTest {

    private static final int CALLS = 160;
    private static final int EXAMPLES = 12;
    private static final String STEPS = "stop-after.steps=2";

    @TempDir private Path folder;
    private SmallTask task;

    @BeforeEach
    void writeTheTask() throws IOException {
        task = SmallTask.in(folder, EXAMPLES, "limits: { retries: 0 }\n");
    }

    private Cli compare(FaultServer server, int code, String ledger, Object... more) {
        Cli cli = task.cli(server);
        List<Object> words = new ArrayList<>(List.of("compare", task.file(), "--ledger", ledger));
        words.addAll(Arrays.asList(more));
        if (!words.contains("--stop-after")) {
            words.addAll(List.of("--stop-after", "calls=" + CALLS));
        }
        if (!words.contains("--optimizers")) {
            words.addAll(List.of("--optimizers", "gpo,opro,gpo:default"));
        }
        if (!words.contains("--seeds")) {
            words.addAll(List.of("--seeds", 2));
        }
        if (!words.contains("--out")) {
            words.addAll(List.of("--out", ledger + "-out"));
        }
        assertThat(cli.run(words.toArray())).as(cli.err()).isEqualTo(code);
        return cli;
    }

    @Test
    void everyRunAndTheirRanksStandInOneDocument() throws Exception {
        JsonNode document;
        try (FaultServer server = task.server().start()) {
            Cli cli = compare(server, 0, "a.db", "--json");
            document = new ObjectMapper().readTree(cli.out());
            assertThat(folder.resolve("a.db-out/compare.json")).hasContent(cli.out());
            assertThat(cli.err()).contains("6/6").contains("runs             6");
        }
        JsonNode results = document.get("results");
        assertThat(results.findValuesAsText("optimizer"))
                .containsExactly("gpo", "gpo", "opro", "opro", "gpo:default", "gpo:default");
        assertThat(results.findValues("seed"))
                .extracting(JsonNode::asInt)
                .containsExactly(1, 2, 1, 2, 1, 2);
        for (JsonNode run : results) {
            assertThat(run.get("calls").asInt()).isBetween(EXAMPLES, CALLS);
            assertThat(run.get("test").asDouble()).isBetween(0.0, 1.0);
            assertThat(run.get("bestPrompt").asText()).isNotEmpty();
            assertRises(run.get("curve"), EXAMPLES, run.get("calls").asInt());
            assertThat(lastOf(run.get("curve")).get(1)).isEqualTo(run.get("validation"));
            assertThat(lastOf(run.get("bestPrompts")).get(1)).isEqualTo(run.get("bestPrompt"));
        }
        JsonNode summary = document.get("summary");
        assertThat(summary.findValuesAsText("optimizer"))
                .containsExactlyInAnyOrder("gpo", "opro", "gpo:default");
        assertThat(summary.findValues("mean"))
                .extracting(JsonNode::asDouble)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(summary.get(0).get("interval95")).hasSize(2);
        assertThat(summary.get(0).get("difference").isNull()).isTrue();
        assertThat(summary.get(1).get("difference").asDouble()).isNotPositive();
        assertThat(folder.resolve("a.db-out/compare.html"))
                .content()
                .contains("Score over calls", "One by one", "gpo:default");
    }

    private static JsonNode lastOf(JsonNode curve) {
        return curve.get(curve.size() - 1);
    }

    private static void assertRises(JsonNode curve, int first, int last) {
        assertThat(curve.get(0).get(0).asInt()).isEqualTo(first);
        assertThat(lastOf(curve).get(0).asInt()).isEqualTo(last);
        for (int i = 1; i < curve.size(); i++) {
            assertThat(curve.get(i).get(0).asInt())
                    .isGreaterThanOrEqualTo(curve.get(i - 1).get(0).asInt());
            assertThat(curve.get(i).get(1).asDouble())
                    .isGreaterThanOrEqualTo(curve.get(i - 1).get(1).asDouble());
        }
    }

    @Test
    void theBytesDoNotDependOnWorkersLedgersOrWhoPaid() throws Exception {
        try (FaultServer server =
                task.server().latency(Duration.ZERO, Duration.ofMillis(4), 3).start()) {
            String alone =
                    compare(server, 0, "a.db", "--json", "--set", "limits.concurrency=1").out();
            int paid = server.requestCount();
            String again = compare(server, 0, "a.db", "--json").out();
            assertThat(server.requestCount()).as("asked again").isEqualTo(paid);
            byte[] page = Files.readAllBytes(folder.resolve("a.db-out/compare.html"));
            String together =
                    compare(server, 0, "b.db", "--json", "--set", "limits.concurrency=64").out();

            assertThat(again).isEqualTo(alone);
            assertThat(together).isEqualTo(alone);
            assertThat(folder.resolve("b.db-out/compare.html")).hasBinaryContent(page);
        }
    }

    @Test
    void aSearchCountsWhatItAsksForAsThoughNobodyHadAskedBefore() throws Exception {
        try (FaultServer server = task.server().start()) {
            Object[] gpo = {"--json", "--optimizers", "gpo", "--seeds", 1, "--set", STEPS};
            JsonNode alone = resultOf(compare(server, 0, "a.db", gpo), "gpo");
            int judged = alone.get("bestPrompt").asText().equals("Think.") ? 1 : 2;
            assertThat(alone.get("stopReason").asText()).isEqualTo("steps");
            assertThat(server.requestCount())
                    .isEqualTo(alone.get("calls").asInt() + judged * EXAMPLES);

            Object[] both = {"--json", "--optimizers", "opro,gpo", "--seeds", 1, "--set", STEPS};
            assertThat(resultOf(compare(server, 0, "b.db", both), "gpo")).isEqualTo(alone);
        }
    }

    private static JsonNode resultOf(Cli cli, String optimizer) throws IOException {
        for (JsonNode run : new ObjectMapper().readTree(cli.out()).get("results")) {
            if (run.get("optimizer").asText().equals(optimizer)) {
                return run;
            }
        }
        throw new AssertionError("no " + optimizer);
    }

    /// Budgets in tokens end with answers, which come in any order.
    @Test
    void aBudgetOfTokensEndsAtTheSamePlaceAtAnyConcurrency() throws Exception {
        try (FaultServer server =
                task.server().latency(Duration.ZERO, Duration.ofMillis(4), 4).start()) {
            List<String> documents = new ArrayList<>();
            for (int workers : List.of(1, 64)) {
                documents.add(
                        compare(
                                        server,
                                        0,
                                        workers + ".db",
                                        "--json",
                                        "--stop-after",
                                        "tokens=3000",
                                        "--set",
                                        "limits.concurrency=" + workers)
                                .out());
            }
            assertThat(documents.get(1)).isEqualTo(documents.get(0));
            assertThat(new ObjectMapper().readTree(documents.get(0)).findValuesAsText("stopReason"))
                    .contains("tokens");
        }
    }

    @Test
    void anInterruptedComparisonGoesOnAndEndsTheSame() throws Exception {
        String whole;
        int port;
        try (FaultServer server = task.server().start()) {
            // A server's place is part of a model's name.
            port = URI.create(server.baseUrl()).getPort();
            whole = compare(server, 0, "a.db", "--json").out();
        }
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < 2 * CALLS; i++) {
            faults.add(i < CALLS ? Fault.NONE : Fault.status(401));
        }
        try (FaultServer server =
                task.server().port(port).faults(faults.toArray(new Fault[0])).start()) {
            Cli stopped = compare(server, 4, "b.db", "--json");
            assertThat(stopped.err()).contains("the same command goes on");
            assertThat(stopped.out()).isEmpty();
        }
        try (FaultServer server = task.server().port(port).start()) {
            assertThat(compare(server, 0, "b.db", "--json").out()).isEqualTo(whole);
        }
    }

    @Test
    void thoseWithMoreCallsGoOnWithTheAnswersOfThoseWithFewer() throws Exception {
        try (FaultServer server = task.server().start()) {
            compare(server, 0, "a.db", "--json");
            String table = compare(server, 0, "a.db", "--out", "more", "--seeds", 3).out();

            assertThat(table)
                    .contains("optimizer", "95 % interval", "opro")
                    .contains("written          more")
                    .containsPattern("came out best|Use ");
        }
    }

    @Test
    void aDryRunAsksNobodyAndLeavesNothing() throws Exception {
        List<Path> before = files();
        try (FaultServer server = task.server().start()) {
            Cli cli = compare(server, 0, "a.db", "--dry-run");
            assertThat(cli.err()).contains("6: 3 optimizers, 2 seeds, each within 160 calls");
            assertThat(server.requestCount()).isZero();
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void whatIsWrongIsSaidInOneMessage() throws IOException {
        List<Path> before = files();
        assertRefused("There is no budget", "gpo", "--seeds", "2");
        assertRefused("stop-after.time", "gpo", "--stop-after", "time=30s");
        assertRefused("calls and tokens", "gpo", "--stop-after", "calls=99,tokens=99");
        assertRefused("Did you mean \"gpo\"?", "gop", "--stop-after", "calls=99");
        assertRefused("preset", "gpo:papr", "--stop-after", "calls=99");
        assertRefused("which is no name", "gpo:", "--stop-after", "calls=99");
        assertRefused("--seeds is 0", "gpo", "--stop-after", "calls=99", "--seeds", "0");
        assertRefused("names opro twice", "opro,opro", "--stop-after", "calls=99");
        assertRefused("which are the same", "opro,opro:default", "--stop-after", "calls=99");
        assertThat(files()).isEqualTo(before);
    }

    private void assertRefused(String message, String optimizers, String... more) {
        Cli cli =
                new Cli(folder)
                        .with("OPENAI_API_KEY", "sk-planted-secret")
                        .with("OPENAI_BASE_URL", "http://127.0.0.1:9/v1");
        Object[] words =
                Stream.concat(
                                Stream.of("compare", task.file(), "--optimizers", optimizers),
                                Stream.of(more))
                        .toArray();
        assertThat(cli.run(words)).as(cli.err()).isEqualTo(2);
        assertThat(cli.err().lines().filter(line -> line.startsWith("error: ")))
                .singleElement()
                .asString()
                .contains(message);
    }

    @Test
    void aBudgetBelowTheSeedPromptIsNoBudget() {
        try (FaultServer server = task.server().start()) {
            Cli cli = compare(server, 2, "a.db", "--stop-after", "calls=5");
            assertThat(cli.err()).contains("5 calls does not suffice to score the seed prompt");
        }
    }

    @Test
    void aFolderWithAnotherComparisonIsLeftAlone() throws IOException {
        Path other = folder.resolve("a.db-out/compare.json");
        Files.createDirectories(folder.resolve("a.db-out"));
        Files.writeString(other, "{\"id\": \"compare-other\"}");
        try (FaultServer server = task.server().start()) {
            Cli cli = compare(server, 2, "a.db");
            assertThat(cli.err()).contains("already holds another comparison");
            assertThat(server.requestCount()).isZero();
        }
        assertThat(other).hasContent("{\"id\": \"compare-other\"}");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }
}
