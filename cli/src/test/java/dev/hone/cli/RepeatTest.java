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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// `optimize --repeat`: ordinary runs under several seeds, what they have in common, and nobody
/// asked twice.
class RepeatTest {

    private static final int EXAMPLES = 16;

    @TempDir private Path folder;
    private SmallTask task;

    @BeforeEach
    void writeTheTask() throws IOException {
        task = SmallTask.in(folder, EXAMPLES, "limits: { retries: 0 }\nstop-after: { steps: 3 }\n");
    }

    private Cli repeat(FaultServer server, int code, String ledger, Object... more) {
        Cli cli = task.cli(server);
        List<Object> words = new ArrayList<>(List.of("optimize", task.file(), "--ledger", ledger));
        words.addAll(Arrays.asList(more));
        if (!words.contains("--repeat")) {
            words.addAll(List.of("--repeat", 3));
        }
        if (!words.contains("--out")) {
            words.addAll(List.of("--out", ledger + "-out"));
        }
        assertThat(cli.run(words.toArray())).as(cli.err()).isEqualTo(code);
        return cli;
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private JsonNode result(String run) throws IOException {
        return json(Files.readString(folder.resolve(run).resolve("result.json")));
    }

    @Test
    void itsNumbersAreThoseOfTheRuns() throws IOException {
        JsonNode document;
        try (FaultServer server = task.server().start()) {
            document = json(repeat(server, 0, "a.db", "--json").out());
        }
        double[] tests = new double[3];
        int better = 0;
        for (int i = 0; i < 3; i++) {
            JsonNode run = document.get("runs").get(i);
            JsonNode result = result("a.db-out/seed-" + (i + 1));
            assertThat(run.get("seed").asInt()).isEqualTo(i + 1);
            assertThat(run.get("bestPrompt")).isEqualTo(result.get("bestPrompt"));
            assertThat(run.get("test")).isEqualTo(result.at("/test/best"));
            assertThat(run.get("difference")).isEqualTo(result.at("/test/difference"));
            tests[i] = run.get("test").asDouble();
            better += run.get("difference").asDouble() > 0 ? 1 : 0;
        }
        double mean = DoubleStream.of(tests).average().orElseThrow();
        assertThat(document.at("/test/mean").asDouble()).isCloseTo(mean, within());
        assertThat(document.at("/test/lowest").asDouble())
                .isEqualTo(DoubleStream.of(tests).min().orElseThrow());
        assertThat(document.at("/test/interval95/0").asDouble()).isLessThanOrEqualTo(mean);
        assertThat(document.get("better").asInt()).isEqualTo(better);
        assertThat(document.at("/chosen/testLooks").asInt()).isEqualTo(3);
        assertThat(document.get("advice").asText())
                .startsWith(better + " of 3 searches found a better prompt");
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-6);
    }

    @Test
    void thePromptToUseIsChosenOnValidationFromAllCandidates() throws IOException {
        try (FaultServer server = task.server().start()) {
            JsonNode document = json(repeat(server, 0, "a.db", "--json").out());
            JsonNode chosen = document.get("chosen");
            int most = 0;
            int all = 0;
            double best = 0;
            for (int seed = 1; seed <= 3; seed++) {
                JsonNode result = result("a.db-out/seed-" + seed);
                int candidates = result.at("/choice/candidates").asInt();
                most = Math.max(most, candidates);
                all += candidates;
                best = Math.max(best, result.at("/choice/score").asDouble());
            }
            assertThat(chosen.get("validation").asDouble()).isEqualTo(best);
            assertThat(chosen.get("candidates").asInt())
                    .isGreaterThan(most)
                    .isLessThanOrEqualTo(all);
            assertThat(chosen.get("shrunk").asDouble()).isLessThanOrEqualTo(best);
            JsonNode finder = result("a.db-out/seed-" + chosen.get("seed").asInt());
            assertThat(chosen.get("prompt")).isEqualTo(finder.get("bestPrompt"));
            assertThat(folder.resolve("a.db-out/prompt.txt"))
                    .hasContent(chosen.get("prompt").asText());
        }
    }

    @Test
    void madeAgainItAsksNobodyAndSaysTheSame() throws IOException {
        try (FaultServer server = task.server().start()) {
            String first = repeat(server, 0, "a.db", "--json").out();
            int asked = server.requestCount();
            assertThat(repeat(server, 0, "a.db", "--json").out()).isEqualTo(first);
            assertThat(server.requestCount()).isEqualTo(asked);
            assertThat(folder.resolve("a.db-out/repeat.json")).hasContent(first);

            Cli table = repeat(server, 0, "a.db", "--repeat", 4);
            assertThat(table.out())
                    .contains("seed   validation", "of 4 searches", "written          a.db-out")
                    .contains("has been looked at 4 times");
            assertThat(table.err())
                    .contains("4 searches, seeds 1 to 4", "--stop-after are those of each");
            assertThat(server.requestCount()).isGreaterThan(asked);
        }
    }

    @Test
    void eachSearchIsARunLikeAnyOther() throws IOException {
        try (FaultServer server = task.server().start()) {
            repeat(server, 0, "a.db", "--repeat", 2);
            Cli cli = task.cli(server);
            Object[] alone = {
                "optimize", task.file(), "--seed", 2, "--ledger", "b.db", "--out", "alone"
            };
            assertThat(cli.run(alone)).as(cli.err()).isZero();
            assertThat(result("a.db-out/seed-2").get("bestPrompt"))
                    .isEqualTo(result("alone").get("bestPrompt"));
            assertThat(result("a.db-out/seed-2").get("test"))
                    .isEqualTo(result("alone").get("test"));
            assertThat(cli.run("replay", "a.db-out/seed-2")).as(cli.err()).isZero();
        }
    }

    @Test
    void interruptedItGoesOnAndEndsTheSame() throws IOException {
        String whole;
        int port;
        int all;
        try (FaultServer server = task.server().start()) {
            // A server's place is part of a model's name.
            port = URI.create(server.baseUrl()).getPort();
            whole = repeat(server, 0, "a.db", "--json").out();
            all = server.requestCount();
        }
        int answered = all / 2;
        Fault[] faults =
                Stream.concat(
                                Stream.generate(() -> Fault.NONE).limit(answered),
                                Stream.generate(() -> Fault.status(401)).limit(all))
                        .toArray(Fault[]::new);
        try (FaultServer server = task.server().port(port).faults(faults).start()) {
            Cli stopped = repeat(server, 4, "b.db", "--json", "--set", "limits.concurrency=1");
            assertThat(stopped.err()).contains("the same command goes on");
            assertThat(stopped.out()).isEmpty();
            assertThat(folder.resolve("b.db-out/repeat.json")).doesNotExist();
        }
        try (FaultServer server = task.server().port(port).start()) {
            assertThat(repeat(server, 0, "b.db", "--json").out()).isEqualTo(whole);
            assertThat(server.requestCount()).isEqualTo(all - answered);
        }
    }

    @Test
    void aBudgetIsThatOfEachSearchAndHard() throws IOException {
        try (FaultServer server = task.server().start()) {
            repeat(server, 3, "a.db", "--repeat", 2, "--stop-after", "calls=80");
            assertThat(server.requestCount()).isGreaterThan(80).isLessThanOrEqualTo(160);
            for (int seed = 1; seed <= 2; seed++) {
                JsonNode usage = result("a.db-out/seed-" + seed).get("usage");
                long calls =
                        usage.at("/taskModel/calls").asLong()
                                + usage.at("/optimizerModel/calls").asLong();
                assertThat(calls).isBetween(1L, 80L);
            }
            int asked = server.requestCount();
            repeat(server, 3, "a.db", "--repeat", 2, "--stop-after", "calls=80");
            assertThat(server.requestCount()).as("again").isEqualTo(asked);
            repeat(server, 0, "a.db", "--repeat", 2, "--stop-after", "calls=2000");
            assertThat(server.requestCount()).as("with more").isGreaterThan(asked);
        }
    }

    @Test
    void moreStepsAreMadeAndNotTakenForMade() throws IOException {
        try (FaultServer server = task.server().start()) {
            String few = repeat(server, 0, "a.db", "--json", "--repeat", 2).out();
            Object[] more = {"--json", "--repeat", 2, "--stop-after", "steps=5"};
            String many = repeat(server, 0, "a.db", more).out();
            assertThat(json(few).findValuesAsText("steps")).containsExactly("3", "3");
            assertThat(json(many).findValuesAsText("steps")).containsExactly("5", "5");
            assertThat(result("a.db-out/seed-2").get("steps").asInt()).isEqualTo(5);
            int asked = server.requestCount();
            assertThat(repeat(server, 0, "a.db", more).out()).isEqualTo(many);
            assertThat(server.requestCount()).isEqualTo(asked);
        }
    }

    @Test
    void aRefusedKeyLeavesNothing() throws IOException {
        List<Path> before = files();
        Fault[] faults = Stream.generate(() -> Fault.status(401)).limit(99).toArray(Fault[]::new);
        try (FaultServer server = task.server().faults(faults).start()) {
            assertThat(repeat(server, 4, "a.db").err()).contains("answered 401");
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aDryRunAsksNobodyAndLeavesNothing() throws IOException {
        List<Path> before = files();
        try (FaultServer server = task.server().start()) {
            Cli cli = repeat(server, 0, "a.db", "--dry-run");
            assertThat(cli.err()).contains("3 searches, seeds 1 to 3", "forecast");
            assertThat(server.requestCount()).isZero();
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void whatIsWrongIsSaidBeforeAnybodyIsAsked() throws IOException {
        Files.createDirectories(folder.resolve("single"));
        Files.writeString(folder.resolve("single/run.json"), "{}");
        List<Path> before = files();
        try (FaultServer server = task.server().start()) {
            assertThat(repeat(server, 2, "a.db", "--repeat", 1).err())
                    .contains("--repeat is 1, but must be from 2 to 1000");
            assertThat(repeat(server, 2, "a.db", "--out", "single").err())
                    .contains("already holds a single run (run.json)");
            assertThat(repeat(server, 2, "a.db", "--seed", Long.MAX_VALUE).err())
                    .contains("there are not 3 more");
            assertThat(server.requestCount()).isZero();
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void anotherOptimizerThanTheFilesStartsFromItsDefaultsAndSaysSo() {
        try (FaultServer server = task.server().start()) {
            Cli cli = repeat(server, 0, "a.db", "--dry-run", "--optimizer", "opro");
            assertThat(cli.err())
                    .contains("opro with its own defaults")
                    .contains("left out (candidates, momentum)");
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }
}
