package dev.hone.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.answer.AnswerReaders;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.ledger.ModelStack;
import dev.hone.ledger.UsageMeter;
import dev.hone.limit.Cancellation;
import dev.hone.limit.Limits;
import dev.hone.limit.Spending;
import dev.hone.limit.SpendingLimits;
import dev.hone.limit.rate.RateGates;
import dev.hone.metric.Metrics;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelSettings;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;
import dev.hone.run.RunId;
import dev.hone.testkit.FaultServer;
import dev.hone.testkit.InMemoryLedger;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Whole evaluations over HTTP against a server that refuses what comes too fast.
class RateLimitedRunTest {

    private static final int EXAMPLES = 300;
    private static final int CONCURRENCY = 64;

    @Test
    void aServerThatTellsItsRateIsHardlyEverAskedTooFast() {
        try (FaultServer server =
                FaultServer.answering(messages -> "yes")
                        .latency(Duration.ofMillis(5))
                        .rate(60, Duration.ofMillis(600), true)
                        .recording(false)
                        .start()) {
            Evaluation evaluation = evaluate(server);
            assertThat(evaluation.failedCount()).isZero();
            // The first wave is sent before the first answer; then one in ten at the most.
            assertThat(server.violationCount()).isLessThan(CONCURRENCY + EXAMPLES / 10);
            assertThat(server.requestCount()).isEqualTo(EXAMPLES + server.violationCount());
        }
    }

    @Test
    void aServerThatTellsNothingFailsNoExample() {
        try (FaultServer server =
                FaultServer.answering(messages -> "yes")
                        .latency(Duration.ofMillis(5))
                        .rate(100, Duration.ofMillis(1000), false)
                        .recording(false)
                        .start()) {
            Evaluation evaluation = evaluate(server);
            assertThat(evaluation.failedCount()).isZero();
            assertThat(server.violationCount()).isPositive();
        }
    }

    private static Evaluation evaluate(FaultServer server) {
        RateGates gates =
                new RateGates(null, System::nanoTime, InstantSource.system(), warning -> {});
        ConnectedModel connected =
                Models.standard()
                        .connect(
                                "openai:tiny",
                                new ModelContext(
                                        Map.of("OPENAI_BASE_URL", server.baseUrl()),
                                        Duration.ofSeconds(20),
                                        Path.of("."),
                                        gates));
        RunId run = new RunId("run");
        Cancellation cancellation = new Cancellation();
        LanguageModel model =
                new ModelStack(
                                new InMemoryLedger(),
                                run,
                                new Spending(SpendingLimits.NONE, System::nanoTime, cancellation),
                                new SplittableRandom(1),
                                cancellation)
                        .over(
                                connected.model(),
                                connected.identity(),
                                new Limits(CONCURRENCY, 0, 0, Duration.ofSeconds(20), 5),
                                gates.of(Objects.requireNonNull(connected.account())),
                                new UsageMeter(run, null));
        List<Example> examples =
                IntStream.range(0, EXAMPLES)
                        .mapToObj(i -> Example.of(Integer.toString(i), "Question " + i, "yes"))
                        .toList();
        Dataset dataset = new Dataset("validation", examples);
        Task task =
                Task.of(
                        "rates",
                        Splits.of(Dataset.empty("train"), dataset, Dataset.empty("test")),
                        Template.QUESTION_END,
                        AnswerReaders.lastLine(),
                        Metrics.exact());
        return new LocalEvaluator(model, ModelSettings.of(connected.identity(), 0, 20), CONCURRENCY)
                .evaluate(task, new Prompt("Say yes."), dataset);
    }
}
