package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.ledger.sqlite.SqliteLedger;
import dev.hone.model.Message;
import dev.hone.run.RunEvent;
import dev.hone.testkit.Fault;
import dev.hone.testkit.FaultServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Law 2 over whole commands: an error is an error, and never a score.
class FaultsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Every fault that asking again puts right.
    private static final List<Fault> PASSING =
            List.of(
                    Fault.tooManyRequests(),
                    Fault.tooManyRequests("0"),
                    Fault.status(500),
                    Fault.status(502),
                    Fault.status(503),
                    Fault.Plain.BROKEN_CONNECTION,
                    Fault.Plain.TRUNCATED_JSON,
                    Fault.Plain.WRONG_JSON,
                    Fault.Plain.EMPTY_CHOICES,
                    new Fault.SlowBytes(Duration.ofMillis(1)));

    @TempDir private Path folder;

    @Test
    void threeFaultsInTenChangeNothingOfWhatARunFinds() throws IOException {
        SmallTask task =
                SmallTask.in(
                        folder,
                        20,
                        "limits: { concurrency: 64, retries: 12 }\nstop-after: { steps: 3 }\n");
        JsonNode clean;
        try (FaultServer server = task.server().start()) {
            clean = optimize(task, server, "clean");
        }
        Fault[] script = script();
        try (FaultServer server = task.server().faults(script).start()) {
            JsonNode faulty = optimize(task, server, "faulty");
            assertThat(server.requestCount()).isGreaterThan(calls(clean) * 5 / 4);
            assertThat(faulty.at("/bestPrompt")).isEqualTo(clean.at("/bestPrompt"));
            assertThat(faulty.at("/validation")).isEqualTo(clean.at("/validation"));
            assertThat(faulty.at("/test")).isEqualTo(clean.at("/test"));
            assertThat(faulty.at("/usage/taskModel")).isEqualTo(clean.at("/usage/taskModel"));
        }
        assertThat(folder.resolve("faulty/trajectory.jsonl"))
                .hasSameBinaryContentAs(folder.resolve("clean/trajectory.jsonl"));
        assertThat(evaluations("faulty.db")).hasSizeGreaterThan(4);
        // All but where they come from: the servers have different ports.
        assertThat(evaluations("faulty.db"))
                .usingRecursiveComparison()
                .ignoringFields("provenance")
                .isEqualTo(evaluations("clean.db"));
    }

    @Test
    void whereFaultsDoNotPassEveryPromptHasTheOutcomesAndTheScoreItHasWithoutThem()
            throws IOException {
        String settings = "limits: { concurrency: 64, retries: 0 }\nstop-after: { steps: 3 }\n";
        SmallTask task = SmallTask.in(folder, 40, settings);
        try (FaultServer server = task.server().start()) {
            optimize(task, server, "clean");
        }
        try (FaultServer server = task.server().faults(script()).start()) {
            optimize(task, server, "faulty");
        }
        Map<Prompt, Evaluation> clean = new HashMap<>();
        evaluations("clean.db").forEach(each -> clean.putIfAbsent(each.prompt(), each));
        int compared = 0;
        int missing = 0;
        for (Evaluation faulty : evaluations("faulty.db")) {
            Evaluation without = clean.get(faulty.prompt());
            if (without != null && without.dataset().equals(faulty.dataset())) {
                assertCoveredAsIn(without, faulty);
                compared++;
                missing += faulty.failedCount();
            }
        }
        // The seed prompt at least: whether a fault hits the optimizer model depends on the order
        // in
        // which requests arrive, and then there is no other.
        assertThat(compared).isPositive();
        assertThat(missing).isGreaterThan(1);
    }

    /// Outcome by outcome, and in the score over what was covered.
    private static void assertCoveredAsIn(Evaluation clean, Evaluation faulty) {
        List<Outcome> covered =
                faulty.outcomes().stream().filter(Outcome.Scored.class::isInstance).toList();
        Set<Example> examples =
                covered.stream().map(Outcome::example).collect(Collectors.toUnmodifiableSet());
        List<Outcome> same =
                clean.outcomes().stream()
                        .filter(outcome -> examples.contains(outcome.example()))
                        .toList();
        assertThat(covered).isEqualTo(same);
        assertThat(faulty.score())
                .isEqualTo(
                        new Evaluation(clean.prompt(), clean.dataset(), same, clean.provenance())
                                .score());
    }

    private List<Evaluation> evaluations(String ledger) {
        try (SqliteLedger open = SqliteLedger.open(folder.resolve(ledger))) {
            return open.read(open.runs().getFirst(), 0).stream()
                    .filter(RunEvent.PromptEvaluated.class::isInstance)
                    .map(RunEvent.PromptEvaluated.class::cast)
                    .map(RunEvent.PromptEvaluated::evaluation)
                    .toList();
        }
    }

    private static Fault[] script() {
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.range(0, 5_000)
                .mapToObj(
                        i ->
                                random.nextInt(10) < 3
                                        ? PASSING.get(random.nextInt(PASSING.size()))
                                        : Fault.NONE)
                .toArray(Fault[]::new);
    }

    private JsonNode optimize(SmallTask task, FaultServer server, String run) throws IOException {
        Cli cli = task.cli(server);
        int code =
                cli.run("optimize", task.file(), "--out", run, "--ledger", run + ".db", "--json");
        assertThat(code).as(cli.err()).isZero();
        return JSON.readTree(cli.out());
    }

    private static int calls(JsonNode result) {
        return result.at("/usage/taskModel/calls").asInt()
                + result.at("/usage/optimizerModel/calls").asInt();
    }

    @Test
    void sevenInAHundredThatFailForGoodAreMissingAndMoveNoScore() throws IOException {
        SmallTask task = SmallTask.in(folder, 100, "limits: { retries: 0 }\n");
        try (FaultServer server = task.server().start()) {
            JsonNode clean = evaluate(task, server, "clean.db");
            assertThat(clean.at("/coverage").asDouble()).isEqualTo(1);
            assertThat(clean.at("/score").asDouble()).isBetween(0.2, 0.9);
        }
        for (Fault fault : List.of(Fault.status(400), Fault.status(500))) {
            try (FaultServer server =
                    task.server().always(fault, FaultsTest::isOneOfSeven).start()) {
                String ledger = fault.hashCode() + ".db";
                JsonNode faulty = evaluate(task, server, ledger);
                assertThat(faulty.at("/coverage").asDouble()).isEqualTo(0.93);
                double score = faulty.at("/score").asDouble();
                Evaluation recorded = evaluations(ledger).getFirst();
                assertThat(recorded.scoredCount()).isEqualTo(93);
                assertCoveredAsIn(evaluations("clean.db").getFirst(), recorded);
                assertThat(score).isEqualTo(Math.rint(recorded.score() * 1e6) / 1e6);
                assertThat(faulty.at("/bounds/0").asDouble()).isCloseTo(score * 0.93, within(1e-5));
                assertThat(faulty.at("/bounds/1").asDouble())
                        .isCloseTo(score * 0.93 + 0.07, within(1e-5));
                int once = server.requestCount();
                Cli cli = task.cli(server);
                assertThat(cli.run("evaluate", task.file(), "--max-failures", "6%")).isEqualTo(4);
                assertThat(cli.err())
                        .contains("7 of the 100 examples of validation got no answer")
                        .contains("max-failures allows 6%");
                assertThat(once).isEqualTo(fault.equals(Fault.status(400)) ? 100 : 107);
            }
        }
    }

    private static boolean isOneOfSeven(List<Message> messages) {
        return messages.getLast().text().matches("(?s)validation [1-7]0\\b.*");
    }

    private static JsonNode evaluate(SmallTask task, FaultServer server, String ledger)
            throws IOException {
        Cli cli = task.cli(server);
        int code =
                cli.run(
                        "evaluate",
                        task.file(),
                        "--prompt",
                        "Mind the turn, the word and the order.",
                        "--ledger",
                        ledger,
                        "--json");
        assertThat(code).as(cli.err()).isZero();
        return JSON.readTree(cli.out());
    }
}
