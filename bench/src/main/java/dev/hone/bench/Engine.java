package dev.hone.bench;

import dev.hone.Dataset;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.ModelStack;
import dev.hone.ledger.UsageMeter;
import dev.hone.limit.Cancellation;
import dev.hone.limit.Limits;
import dev.hone.limit.SamplingModel;
import dev.hone.limit.Spending;
import dev.hone.limit.SpendingLimits;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelSettings;
import dev.hone.models.Models;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;
import dev.hone.run.RunId;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/// All that stands between `hone evaluate` and the network, as the command line puts it together:
/// prompts rendered, the ledger asked and written, retries, slots, a budget in calls, a time-out,
/// the provider, answers read and scored.
final class Engine implements Contender {

    static final String MODEL = "benchmark";
    static final double TEMPERATURE = 0;
    static final int MAX_TOKENS = 256;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int RETRIES = 5;
    private static final long MORE_CALLS_THAN_ANYONE_MAKES = 1_000_000_000;

    private final String name;
    private final Evaluator evaluator;

    private Engine(String name, Evaluator evaluator) {
        this.name = name;
        this.evaluator = evaluator;
    }

    /// An engine that asks a server of the OpenAI protocol.
    static Engine over(String name, Ledger ledger, String baseUrl, int inFlight) {
        ConnectedModel connected =
                Models.standard()
                        .connect(
                                "openai:" + MODEL,
                                new ModelContext(
                                        Map.of("OPENAI_BASE_URL", baseUrl), TIMEOUT, Path.of("")));
        LanguageModel model =
                new SamplingModel(
                        stack(connected.model(), ledger, inFlight), connected.severalAtOnce());
        ModelSettings settings = ModelSettings.of(connected.identity(), TEMPERATURE, MAX_TOKENS);
        return new Engine(name, new LocalEvaluator(model, settings, inFlight));
    }

    /// A provider behind all that stands before one.
    static LanguageModel stack(LanguageModel provider, Ledger ledger, int inFlight) {
        RunId run = new RunId("benchmark");
        Cancellation cancellation = new Cancellation();
        SpendingLimits budget = new SpendingLimits(MORE_CALLS_THAN_ANYONE_MAKES, null, null, null);
        Spending spending = new Spending(budget, System::nanoTime, cancellation);
        Limits limits = new Limits(inFlight, 0, 0, TIMEOUT, RETRIES);
        return new ModelStack(ledger, run, spending, new SplittableRandom(1), cancellation)
                .over(provider, MODEL, limits, new UsageMeter(run, null));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Work prepare(Dataset dataset) {
        return () ->
                evaluator
                        .evaluate(Questions.task(dataset), Questions.PROMPT, dataset)
                        .failedCount();
    }
}
