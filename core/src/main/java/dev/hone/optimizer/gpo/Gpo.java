package dev.hone.optimizer.gpo;

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
import dev.hone.optimizer.search.Exemplars;
import dev.hone.optimizer.search.OptimizerModel;
import dev.hone.optimizer.search.SearchLoop;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.optimizer.trajectory.Importance;
import dev.hone.optimizer.trajectory.None;
import dev.hone.optimizer.trajectory.Recency;
import dev.hone.optimizer.trajectory.Relevance;
import dev.hone.optimizer.trajectory.TrajectorySelector;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunListener;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// GPO: at each step the optimizer model sees the current prompt, relevant earlier prompts with
/// their scores and a few exemplars, and writes candidates that may change only so many words; the
/// best candidate on validation joins the trajectory (paper §"Method").
///
/// Every prompt is evaluated once: a candidate written before keeps its score. One instance may run
/// several searches, one after the other or at once.
public final class Gpo implements Optimizer {

    private final GpoConfig config;
    private final SearchRoles roles;
    private final int maxSteps;

    Gpo(GpoConfig config, SearchRoles roles, int maxSteps) {
        this.config = config;
        this.roles = roles;
        this.maxSteps = maxSteps;
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
        // Once for the search (official code).
        List<Example> exemplars =
                Exemplars.draw(task, config.exemplars(), roles.random().stream("exemplars"));
        return SearchLoop.search(
                task,
                seed,
                roles,
                config.stopCondition(task, maxSteps),
                (on, scoreboard) ->
                        new Search(task, config, on, scoreboard, selector(), exemplars));
    }

    /// The most requests a search on the task can make.
    public Forecast forecast(Task task) {
        return config.forecast(task, maxSteps);
    }

    private TrajectorySelector selector() {
        int length = config.trajectoryLength();
        return switch (config.momentum()) {
            case NONE, SUMMARIZATION -> new None();
            case RECENCY -> new Recency(length);
            case RELEVANCE -> new Relevance(length, config.relevanceOrder(), roles.embedder());
            case IMPORTANCE -> new Importance(length);
        };
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
            OptimizerModel writer =
                    new OptimizerModel(
                            Objects.requireNonNull(optimizerModel, "optimizerModel"),
                            Objects.requireNonNull(optimizerSettings, "optimizerSettings"),
                            random);
            Evaluator scorer = Objects.requireNonNull(evaluator, "evaluator");
            return new Gpo(
                    config, new SearchRoles(scorer, writer, embedder, random, listener), maxSteps);
        }
    }
}
