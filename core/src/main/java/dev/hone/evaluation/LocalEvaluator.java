package dev.hone.evaluation;

import dev.hone.Dataset;
import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Extraction;
import dev.hone.InputException;
import dev.hone.Metric;
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
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Evaluates in this process, one virtual thread for each example in flight.
///
/// Examples whose request failed where asking again may help are asked once more when all others
/// are done, unless none was answered at all. What a budget does not allow then stays failed.
public final class LocalEvaluator implements Evaluator {

    /// The most tokens of the second turn of a two-turn extraction (GPO's official evaluation).
    public static final int EXTRACTION_MAX_TOKENS = 100;

    private final LanguageModel taskModel;
    private final ModelSettings settings;
    private final int workers;
    private final MaxFailures maxFailures;

    /// With as many failures as there are.
    ///
    /// @param workers the most examples in flight, at least 1
    public LocalEvaluator(LanguageModel taskModel, ModelSettings settings, int workers) {
        this(taskModel, settings, workers, MaxFailures.ANY);
    }

    /// @param workers the most examples in flight, at least 1
    /// @param maxFailures of each prompt; an evaluation with more throws a
    ///   [TooManyFailuresException]
    public LocalEvaluator(
            LanguageModel taskModel, ModelSettings settings, int workers, MaxFailures maxFailures) {
        if (workers < 1) {
            throw new IllegalArgumentException("workers (" + workers + ") must be at least 1.");
        }
        this.taskModel = taskModel;
        this.settings = settings;
        this.workers = workers;
        this.maxFailures = maxFailures;
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
            requireFewFailures(dataset, own);
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
        requireFewFailures(dataset, outcomes);
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

    private void requireFewFailures(Dataset dataset, List<Outcome> outcomes) {
        List<Outcome.Failed> failed =
                outcomes.stream()
                        .filter(Outcome.Failed.class::isInstance)
                        .map(Outcome.Failed.class::cast)
                        .toList();
        if (!maxFailures.allows(failed.size(), outcomes.size())) {
            throw new TooManyFailuresException(
                    dataset.name(),
                    failed.size(),
                    outcomes.size(),
                    maxFailures,
                    failed.getFirst().reason());
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
        private final ModelException.@Nullable Transient[] lost;
        private final AtomicReference<@Nullable Throwable> fatal = new AtomicReference<>();

        Batch(Task task, List<Trial> trials) {
            this.task = task;
            this.trials = trials;
            this.outcomes = new @Nullable Outcome[trials.size()];
            this.lost = new ModelException.@Nullable Transient[trials.size()];
        }

        Outcome[] run() {
            pass(IntStream.range(0, outcomes.length).toArray(), this::outcome);
            requireAnyAnswer();
            int[] again =
                    IntStream.range(0, outcomes.length)
                            .filter(slot -> lost[slot] != null)
                            .toArray();
            if (again.length > 0) {
                pass(again, this::outcomeOfAnotherTry);
            }
            return complete();
        }

        private Outcome[] complete() {
            return Arrays.stream(outcomes).map(Objects::requireNonNull).toArray(Outcome[]::new);
        }

        private void pass(int[] slots, IntFunction<Outcome> attempt) {
            try {
                for (int i = 0; i < slots.length && fatal.get() == null; i++) {
                    free.acquire();
                    start(slots[i], attempt);
                }
                free.acquire(workers);
                free.release(workers);
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
        }

        /// Where nobody answers at all, going on would rank prompts by nothing.
        private void requireAnyAnswer() {
            Outcome[] complete = complete();
            ModelException.Transient first =
                    Arrays.stream(lost).filter(Objects::nonNull).findFirst().orElse(null);
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

        private void start(int slot, IntFunction<Outcome> attempt) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    outcomes[slot] = attempt.apply(slot);
                                } catch (RuntimeException | Error e) {
                                    fatal.compareAndSet(null, e);
                                } finally {
                                    free.release();
                                }
                            });
        }

        private Outcome outcomeOfAnotherTry(int slot) {
            try {
                return outcome(slot);
            } catch (ModelException.BudgetExhausted e) {
                // The evaluation is complete without it.
                return Objects.requireNonNull(outcomes[slot]);
            }
        }

        private Outcome outcome(int slot) {
            Example example = trials.get(slot).example();
            try {
                Answered answered = answer(task, trials.get(slot).prompt(), example);
                Metric.ScoreWithFeedback scored =
                        UserScore.of(task.metric(), answered.prediction(), example);
                return new Outcome.Scored(
                        example,
                        answered.prediction(),
                        scored.score(),
                        scored.feedback(),
                        answered.usage(),
                        answered.latency());
            } catch (ModelException e) {
                return switch (e) {
                    case ModelException.Transient unanswered -> {
                        lost[slot] = unanswered;
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

    private Answered answer(Task task, Prompt prompt, Example example) {
        List<Message> messages = Conversation.about(task, prompt, example);
        ModelResponse response = ask(settings, messages);
        Completion first = response.completions().getFirst();
        TokenUsage usage = response.usage();
        Duration latency = response.latency();
        Extraction extraction = task.extraction();
        String answering = first.text();
        if (extraction != null) {
            List<Message> second =
                    Conversation.followUp(messages, first.text(), extraction.question(example));
            ModelResponse extracted = ask(settings.withMaxTokens(EXTRACTION_MAX_TOKENS), second);
            answering = extracted.text();
            usage = usage.plus(extracted.usage());
            latency = sum(latency, extracted.latency());
        }
        String answer = task.reader().read(answering, example);
        boolean truncated = first.finishReason() == Completion.FinishReason.LENGTH;
        return new Answered(new Prediction(first.text(), answer, truncated), usage, latency);
    }

    private static @Nullable Duration sum(@Nullable Duration first, @Nullable Duration second) {
        return first == null || second == null ? null : first.plus(second);
    }

    private ModelResponse ask(ModelSettings decoding, List<Message> messages) {
        return taskModel.generate(ModelRequest.of(decoding, messages));
    }

    private record Answered(Prediction prediction, TokenUsage usage, @Nullable Duration latency) {}
}
