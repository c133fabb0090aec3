package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static java.util.Objects.requireNonNull;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
        // All but where they come from, as the servers have different ports, and the time it took.
        assertThat(evaluations("faulty.db"))
                .usingRecursiveComparison()
                .ignoringFields("provenance")
                .ignoringFieldsMatchingRegexes(".*outcomes.*\\.latency")
                .isEqualTo(evaluations("clean.db"));
    }

    @ParameterizedTest
    @MethodSource("faultsThatDoNotPass")
    void whereFaultsDoNotPassEveryPromptHasTheOutcomesAndTheScoreItHasWithoutThem(Fault fault)
            throws IOException {
        // Variations of one prompt are asked for without its score, so that both runs ask alike.
        String[] oneStep = {
            "--set", "prompt.seed=Think. Mind the turn. Mind the word.",
            "--set", "optimizer.candidates=12",
            "--set", "optimizer.refinement=variation",
            "--set", "optimizer.momentum=none",
            "--set", "optimizer.racing=false",
        };
        SmallTask task =
                SmallTask.in(
                        folder,
                        40,
                        "limits: { concurrency: 64, retries: 0 }\nstop-after: { steps: 1 }\n");
        try (FaultServer server = task.server().start()) {
            optimize(task, server, "clean", oneStep);
        }
        try (FaultServer server = task.server().always(fault, FaultsTest::isLost).start()) {
            optimize(task, server, "faulty", oneStep);
        }
        Map<Prompt, Evaluation> clean = ofValidation("clean.db");
        Map<Prompt, Evaluation> faulty = ofValidation("faulty.db");
        assertThat(faulty.keySet()).isEqualTo(clean.keySet()).hasSizeGreaterThan(6);
        clean.forEach(
                (prompt, without) ->
                        assertCoveredAsIn(without, requireNonNull(faulty.get(prompt))));
        assertThat(faulty.values())
                .allSatisfy(each -> assertThat(each.failedCount()).isBetween(1, 30))
                .extracting(FaultsTest::covered)
                .doesNotHaveDuplicates();
        assertThat(clean.values().stream().map(Evaluation::score).distinct()).hasSizeGreaterThan(2);
    }

    static List<Fault> faultsThatDoNotPass() {
        return List.of(Fault.status(400), Fault.status(500), Fault.Plain.BROKEN_CONNECTION);
    }

    /// Three in ten requests to the task model, in whatever order they come; none to the optimizer
    /// model.
    private static boolean isLost(List<Message> messages) {
        String text = messages.getLast().text();
        return !text.contains("<START>") && new SplittableRandom(text.hashCode()).nextInt(10) < 3;
    }

    private Map<Prompt, Evaluation> ofValidation(String ledger) {
        return evaluations(ledger).stream()
                .filter(each -> each.dataset().equals("validation"))
                .collect(Collectors.toMap(Evaluation::prompt, each -> each));
    }

    private static Set<Example> covered(Evaluation evaluation) {
        return evaluation.outcomes().stream()
                .filter(Outcome.Scored.class::isInstance)
                .map(Outcome::example)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Outcome by outcome, and in the score over what was covered.
    private static void assertCoveredAsIn(Evaluation clean, Evaluation faulty) {
        List<Outcome> covered =
                faulty.outcomes().stream().filter(Outcome.Scored.class::isInstance).toList();
        Set<Example> examples = covered(faulty);
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

    private JsonNode optimize(SmallTask task, FaultServer server, String run, String... more)
            throws IOException {
        Cli cli = task.cli(server);
        List<Object> arguments =
                new ArrayList<>(
                        List.of(
                                "optimize",
                                task.file(),
                                "--out",
                                run,
                                "--ledger",
                                run + ".db",
                                "--json"));
        arguments.addAll(List.of(more));
        int code = cli.run(arguments.toArray());
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
