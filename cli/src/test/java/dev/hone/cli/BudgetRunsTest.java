package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.ledger.ModelStack;
import dev.hone.ledger.UsageMeter;
import dev.hone.ledger.sqlite.SqliteLedger;
import dev.hone.limit.Cancellation;
import dev.hone.limit.Limits;
import dev.hone.limit.Spending;
import dev.hone.limit.SpendingLimits;
import dev.hone.limit.Spent;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelSettings;
import dev.hone.models.Models;
import dev.hone.models.provider.ModelContext;
import dev.hone.run.RunId;
import dev.hone.testkit.FaultServer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Law 3: not one call over the budget, seen from the server, however many are in flight, whatever
/// fails, and however often the run is stopped and goes on.
class BudgetRunsTest {

    private static final int RUNS = 200;
    private static final int EVERY_SO_MANY_IS_LARGE = 20;
    private static final int SMALL = 50;
    private static final int LARGE = 1_500;
    private static final List<Integer> IN_FLIGHT = List.of(1, 4, 16, 64);
    private static final Task SMALL_TASK = task(SMALL);
    private static final Task LARGE_TASK = task(LARGE);

    @TempDir private Path folder;

    private static Task task(int examples) {
        List<Example> data =
                IntStream.range(0, examples)
                        .mapToObj(i -> Example.of("e" + i, "q" + i, "a" + i))
                        .toList();
        return Task.of(
                "budget",
                Splits.of(
                        Dataset.empty("train"),
                        new Dataset("validation", data),
                        Dataset.empty("test")),
                Template.QUESTION_END,
                (text, example) -> text,
                (prediction, example) -> 1);
    }

    @Test
    void noRunMakesOneCallTooManyHoweverOftenItIsStopped() {
        SplittableRandom random = new SplittableRandom(1);
        int stops = 0;
        int ended = 0;
        try (FaultServer server =
                FaultServer.answering(messages -> "answer")
                        .latency(Duration.ZERO, Duration.ofMillis(4), 1)
                        .faultRate(0.2, 1)
                        .recording(false)
                        .start()) {
            for (int run = 0; run < RUNS; run++) {
                RunId id = new RunId("run " + run);
                boolean large = run % EVERY_SO_MANY_IS_LARGE == 0;
                Task task = large ? LARGE_TASK : SMALL_TASK;
                int examples = task.splits().validation().size();
                long calls = 1 + random.nextLong(2L * examples);
                Long tokens = random.nextBoolean() ? null : 1 + random.nextLong(examples * 60L);
                SpendingLimits limits = new SpendingLimits(calls, tokens, null, null);
                int before = server.requestCount();
                boolean over = false;
                for (int life = 0; !over; life++) {
                    int stopAfter = life == 3 ? Integer.MAX_VALUE : 1 + random.nextInt(examples);
                    int inFlight = large ? 1_000 : IN_FLIGHT.get(random.nextInt(IN_FLIGHT.size()));
                    over = live(server, id, task, limits, inFlight, stopAfter);
                    stops += over ? 0 : 1;
                }
                int seen = server.requestCount() - before;
                assertThat((long) seen).as("run %d", run).isLessThanOrEqualTo(calls);
                ended += seen == calls ? 1 : 0;
                assertSpent(id, seen, tokens);
            }
        }
        assertThat(stops).as("runs that were stopped").isGreaterThan(RUNS / 2);
        assertThat(ended).as("budgets spent to the last call").isGreaterThan(RUNS / 10);
    }

    /// One process's part of the run: it ends with the evaluation or the budget, or is cancelled.
    ///
    /// @return whether the run is over
    private boolean live(
            FaultServer server,
            RunId run,
            Task task,
            SpendingLimits limits,
            int inFlight,
            int stopAfter) {
        Cancellation cancellation = new Cancellation();
        try (SqliteLedger ledger = SqliteLedger.open(folder.resolve("ledger.db"))) {
            Spending spending =
                    new Spending(limits, ledger.spent(run), System::nanoTime, cancellation);
            ModelStack stack = new ModelStack(ledger, run, spending, () -> 0, cancellation);
            LanguageModel model =
                    stack.over(
                            openAi(server),
                            "model",
                            new Limits(inFlight, 0, 0, Duration.ofSeconds(60), 5),
                            new UsageMeter(run, null));
            long cancelAt = spending.calls() + stopAfter;
            LanguageModel watched =
                    request -> {
                        if (spending.calls() >= cancelAt) {
                            cancellation.cancel();
                        }
                        return model.generate(request);
                    };
            ModelSettings settings = ModelSettings.of("model " + run, 0, 32);
            new LocalEvaluator(watched, settings, inFlight)
                    .evaluate(task, new Prompt("p"), task.splits().validation());
            return true;
        } catch (ModelException.BudgetExhausted | ModelException.Transient e) {
            return true;
        } catch (ModelException.Interrupted e) {
            return false;
        }
    }

    private static LanguageModel openAi(FaultServer server) {
        ModelContext context =
                new ModelContext(
                        Map.of("OPENAI_BASE_URL", server.baseUrl()),
                        Duration.ofSeconds(60),
                        Path.of(""));
        return Models.standard().connect("openai:model", context).model();
    }

    private void assertSpent(RunId run, int seen, @Nullable Long tokens) {
        try (SqliteLedger ledger = SqliteLedger.open(folder.resolve("ledger.db"))) {
            Spent spent = ledger.spent(run);
            assertThat(spent.calls()).isEqualTo(seen);
            assertThat(spent.unsettled()).isZero();
            if (tokens != null) {
                assertThat(spent.amount().tokens()).isLessThanOrEqualTo(tokens);
            }
        }
    }
}
