package dev.hone.optimizer.gpo;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Evaluator;
import dev.hone.model.Embedder;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelSettings;
import dev.hone.optimizer.Forecast;
import dev.hone.optimizer.Optimization;
import dev.hone.optimizer.Optimizer;
import dev.hone.optimizer.StopCondition;
import dev.hone.optimizer.trajectory.Importance;
import dev.hone.optimizer.trajectory.None;
import dev.hone.optimizer.trajectory.Recency;
import dev.hone.optimizer.trajectory.Relevance;
import dev.hone.optimizer.trajectory.TrajectorySelector;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunListener;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// GPO: at each step the optimizer model sees the current prompt, relevant earlier prompts with
/// their scores and a few exemplars, and writes candidates that may change only so many words; the
/// best candidate on validation joins the trajectory (paper §"Method").
///
/// Every prompt is evaluated once: a candidate written before keeps its score. One instance may run
/// several searches, one after the other or at once.
public final class Gpo implements Optimizer {

    private final GpoConfig config;
    private final Evaluator evaluator;
    private final OptimizerModel optimizerModel;
    private final Embedder embedder;
    private final RandomStreams random;
    private final RunListener listener;
    private final int maxSteps;

    private Gpo(Builder builder) {
        this.config = builder.config;
        this.evaluator = Objects.requireNonNull(builder.evaluator, "evaluator");
        this.random = builder.random;
        this.optimizerModel =
                new OptimizerModel(
                        Objects.requireNonNull(builder.optimizerModel, "optimizerModel"),
                        Objects.requireNonNull(builder.optimizerSettings, "optimizerSettings"),
                        random);
        this.embedder = builder.embedder;
        this.listener = builder.listener;
        this.maxSteps = builder.maxSteps;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Optimization optimize(Task task, Prompt seed) {
        if (config.reflection() && task.splits().train().isEmpty()) {
            throw new InputException(
                    "Task "
                            + task.name()
                            + " has no train split, and reflection looks for mistakes in it. Give"
                            + " data.train, or set optimizer.reflection to false.");
        }
        return new Search(
                        task,
                        config,
                        evaluator,
                        optimizerModel,
                        selector(),
                        drawExemplars(task),
                        stopCondition(task),
                        listener)
                .from(seed);
    }

    /// The most requests a search on the task can make.
    public Forecast forecast(Task task) {
        boolean summarizes = config.momentum() == Momentum.SUMMARIZATION;
        long validation = task.splits().validation().size();
        long trainBatch = Math.min(config.batchSize(), task.splits().train().size());
        long perStep =
                config.candidates() * validation
                        + (config.usesTrainBatches() ? trainBatch : 0)
                        + (summarizes ? validation : 0);
        long askedPerStep =
                1
                        + (config.reflection() ? 1 : 0)
                        + (summarizes ? 1 : 0)
                        + (config.overBudget() == GpoConfig.OverBudget.ASK_AGAIN
                                ? config.candidates()
                                : 0);
        long steps = stopCondition(task).steps();
        long turns = task.extraction() == null ? 1 : 2;
        return new Forecast(turns * (validation + steps * perStep), steps * askedPerStep);
    }

    private StopCondition stopCondition(Task task) {
        int planned = config.totalSteps(task.splits().train().size());
        return new StopCondition(Math.min(planned, maxSteps), config.score(), config.patience());
    }

    private TrajectorySelector selector() {
        int length = config.trajectoryLength();
        return switch (config.momentum()) {
            case NONE, SUMMARIZATION -> new None();
            case RECENCY -> new Recency(length);
            case RELEVANCE -> new Relevance(length, config.relevanceOrder(), embedder);
            case IMPORTANCE -> new Importance(length);
        };
    }

    /// Drawn without replacement, shown in the pool's order (official code), once for the search.
    private List<Example> drawExemplars(Task task) {
        Dataset pool = task.splits().exemplars();
        if (pool.isEmpty() && config.exemplars() > 0) {
            throw new InputException(
                    "Task "
                            + task.name()
                            + " has no train split, and GPO shows the optimizer model "
                            + config.exemplars()
                            + " examples of it. Give data.train (or data.format), or set"
                            + " optimizer.exemplars to 0.");
        }
        RandomGenerator stream = random.stream("exemplars");
        List<Integer> indices =
                IntStream.range(0, pool.size())
                        .boxed()
                        .collect(Collectors.toCollection(ArrayList::new));
        List<Integer> drawn = new ArrayList<>();
        while (drawn.size() < config.exemplars() && !indices.isEmpty()) {
            drawn.add(indices.remove(stream.nextInt(indices.size())));
        }
        return drawn.stream().sorted().map(pool::get).toList();
    }

    /// Collects what a [Gpo] needs. Evaluator and optimizer model have to be given.
    public static final class Builder {

        private GpoConfig config = GpoConfig.defaults();
        private @Nullable Evaluator evaluator;
        private @Nullable LanguageModel optimizerModel;
        private @Nullable ModelSettings optimizerSettings;
        private Embedder embedder =
                texts -> {
                    throw new InputException(
                            "momentum: relevance compares prompts by their embeddings and needs an"
                                    + " embedder. Give one, or choose recency or importance.");
                };
        private RandomStreams random = new RandomStreams(1);
        private RunListener listener = RunListener.NONE;
        private int maxSteps = Integer.MAX_VALUE;

        private Builder() {}

        /// Defaults to [GpoConfig#defaults()].
        public Builder config(GpoConfig newConfig) {
            config = newConfig;
            return this;
        }

        public Builder evaluator(Evaluator newEvaluator) {
            evaluator = newEvaluator;
            return this;
        }

        public Builder optimizerModel(LanguageModel model, ModelSettings settings) {
            optimizerModel = model;
            optimizerSettings = settings;
            return this;
        }

        /// Needed for [Momentum#RELEVANCE], GPO's own choice.
        public Builder embedder(Embedder newEmbedder) {
            embedder = newEmbedder;
            return this;
        }

        /// Defaults to seed 1.
        public Builder random(RandomStreams newRandom) {
            random = newRandom;
            return this;
        }

        public Builder listener(RunListener newListener) {
            listener = newListener;
            return this;
        }

        /// Ends the search after so many steps; the schedule of edit budgets stays as planned.
        public Builder maxSteps(int newMaxSteps) {
            maxSteps = newMaxSteps;
            return this;
        }

        public Gpo build() {
            return new Gpo(this);
        }
    }
}
