package dev.hone.evaluation;

import dev.hone.Dataset;
import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Extraction;
import dev.hone.HoneException;
import dev.hone.InputException;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.Task;
import dev.hone.Version;
import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/// Evaluates in this process, one virtual thread for each example in flight.
public final class LocalEvaluator implements Evaluator {

    /// The most tokens of the second turn of a two-turn extraction (GPO's official evaluation).
    public static final int EXTRACTION_MAX_TOKENS = 100;

    private final LanguageModel taskModel;
    private final ModelSettings settings;
    private final int workers;

    /// @param workers the most examples in flight, at least 1
    public LocalEvaluator(LanguageModel taskModel, ModelSettings settings, int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("workers (" + workers + ") must be at least 1.");
        }
        this.taskModel = taskModel;
        this.settings = settings;
        this.workers = workers;
    }

    @Override
    public List<Evaluation> evaluateAll(Task task, List<Prompt> prompts, Dataset dataset) {
        requireExamples(task, dataset);
        List<Trial> trials = new ArrayList<>(prompts.size() * dataset.size());
        for (Prompt prompt : prompts) {
            dataset.forEach(example -> trials.add(new Trial(prompt, example)));
        }
        Outcome[] outcomes = new Batch(task, trials).run();
        Provenance provenance = provenance(task, dataset);
        List<Evaluation> evaluations = new ArrayList<>(prompts.size());
        for (int i = 0; i < prompts.size(); i++) {
            int from = i * dataset.size();
            List<Outcome> own = Arrays.asList(outcomes).subList(from, from + dataset.size());
            evaluations.add(new Evaluation(prompts.get(i), dataset.name(), own, provenance));
        }
        return evaluations;
    }

    @Override
    public MixedEvaluation evaluateEach(Task task, List<Prompt> prompts, Dataset dataset) {
        requireExamples(task, dataset);
        if (prompts.size() != dataset.size()) {
            throw new IllegalArgumentException(
                    "Every example needs one prompt, but there are "
                            + dataset.size()
                            + " examples and "
                            + prompts.size()
                            + " prompts.");
        }
        List<Trial> trials = new ArrayList<>(dataset.size());
        for (int i = 0; i < dataset.size(); i++) {
            trials.add(new Trial(prompts.get(i), dataset.get(i)));
        }
        List<Outcome> outcomes = List.of(new Batch(task, trials).run());
        return new MixedEvaluation(prompts, dataset.name(), outcomes, provenance(task, dataset));
    }

    private static void requireExamples(Task task, Dataset dataset) {
        if (dataset.isEmpty()) {
            throw new InputException(
                    "The "
                            + dataset.name()
                            + " split of task "
                            + task.name()
                            + " has no examples.");
        }
    }

    private Provenance provenance(Task task, Dataset dataset) {
        return new Provenance(
                settings.model(),
                Digest.of(settings.toString()),
                task.digest(),
                dataset.digest(),
                Version.CURRENT);
    }

    /// One example under one prompt.
    private record Trial(Prompt prompt, Example example) {}

    /// Several trials. The calling thread starts the workers and waits; every worker writes its own
    /// slot, so the order of the answers leaves no trace.
    private final class Batch {

        private final Task task;
        private final List<Trial> trials;
        private final @Nullable Outcome[] outcomes;
        private final Semaphore free = new Semaphore(workers);
        private final AtomicReference<ModelException.@Nullable Transient> lost =
                new AtomicReference<>();
        private final AtomicReference<@Nullable Throwable> fatal = new AtomicReference<>();

        Batch(Task task, List<Trial> trials) {
            this.task = task;
            this.trials = trials;
            this.outcomes = new @Nullable Outcome[trials.size()];
        }

        Outcome[] run() {
            try {
                for (int slot = 0; slot < outcomes.length && fatal.get() == null; slot++) {
                    free.acquire();
                    start(slot);
                }
                free.acquire(workers);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ModelException.Interrupted("The evaluation was interrupted.", e);
            }
            switch (fatal.get()) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
            Outcome[] complete =
                    Arrays.stream(outcomes).map(Objects::requireNonNull).toArray(Outcome[]::new);
            requireAnyAnswer(complete);
            return complete;
        }

        /// Where nobody answers at all, going on would rank prompts by nothing.
        private void requireAnyAnswer(Outcome[] complete) {
            ModelException.Transient first = lost.get();
            if (first != null
                    && Arrays.stream(complete).allMatch(Outcome.Failed.class::isInstance)) {
                throw new ModelException.Transient(
                        "None of "
                                + complete.length
                                + " requests to "
                                + settings.model()
                                + " was answered: "
                                + first.getMessage(),
                        first);
            }
        }

        private void start(int slot) {
            Trial trial = trials.get(slot);
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    outcomes[slot] = outcome(trial.prompt(), trial.example());
                                } catch (RuntimeException | Error e) {
                                    fatal.compareAndSet(null, e);
                                } finally {
                                    free.release();
                                }
                            });
        }

        private Outcome outcome(Prompt prompt, Example example) {
            try {
                Prediction prediction = predict(task, prompt, example);
                return new Outcome.Scored(example, prediction, score(task, prediction, example));
            } catch (ModelException e) {
                return switch (e) {
                    case ModelException.Transient unanswered -> {
                        lost.compareAndSet(null, unanswered);
                        yield failed(example, unanswered);
                    }
                    case ModelException.Rejected rejected -> failed(example, rejected);
                    case ModelException.Refused refused -> throw refused;
                    case ModelException.BudgetExhausted exhausted -> throw exhausted;
                    case ModelException.Interrupted interrupted -> throw interrupted;
                };
            }
        }
    }

    private static Outcome failed(Example example, ModelException e) {
        return new Outcome.Failed(example, String.valueOf(e.getMessage()));
    }

    private Prediction predict(Task task, Prompt prompt, Example example) {
        List<Message> messages = Conversation.about(task, prompt, example);
        Completion first = complete(settings, messages);
        Extraction extraction = task.extraction();
        String answering = first.text();
        if (extraction != null) {
            List<Message> second =
                    Conversation.followUp(messages, first.text(), extraction.question(example));
            answering = complete(settings.withMaxTokens(EXTRACTION_MAX_TOKENS), second).text();
        }
        String answer = task.reader().read(answering, example);
        boolean truncated = first.finishReason() == Completion.FinishReason.LENGTH;
        return new Prediction(first.text(), answer, truncated);
    }

    private Completion complete(ModelSettings decoding, List<Message> messages) {
        return taskModel.generate(ModelRequest.of(decoding, messages)).completions().getFirst();
    }

    /// A metric may be the user's own class: what it throws is told with the example it threw on.
    private static double score(Task task, Prediction prediction, Example example) {
        double score;
        try {
            score = task.metric().score(prediction, example);
        } catch (HoneException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new InputException(
                    "The metric "
                            + task.metric().getClass().getName()
                            + " failed on example "
                            + example.id()
                            + ": "
                            + e,
                    e);
        }
        if (!(score >= 0 && score <= 1)) {
            throw new InputException(
                    "The metric "
                            + task.metric().getClass().getName()
                            + " gave "
                            + score
                            + " on example "
                            + example.id()
                            + "; a score must lie in [0, 1].");
        }
        return score;
    }
}
