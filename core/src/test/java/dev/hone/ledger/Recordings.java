package dev.hone.ledger;

import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.model.Completion;
import dev.hone.model.Completion.FinishReason;
import dev.hone.model.Completion.TokenLogProbability;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.CandidatesProposed;
import dev.hone.run.RunEvent.PromptEvaluated;
import dev.hone.run.RunEvent.Proposal;
import dev.hone.run.RunEvent.RunFinished;
import dev.hone.run.RunEvent.RunStarted;
import dev.hone.run.RunEvent.StepCompleted;
import dev.hone.run.StopReason;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Values of every kind the ledger holds, drawn from all there are. The texts hold any UTF-16,
/// unpaired surrogates included.
final class Recordings {

    private Recordings() {}

    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.strings().withCharRange('\uD7F0', '\uE010').ofMaxLength(6),
                Arbitraries.strings().withChars("\"\\\n\u0000é日🙂").ofMaxLength(6));
    }

    static Arbitrary<ModelRequest> requests() {
        Arbitrary<ModelSettings> settings =
                Combinators.combine(
                                texts(),
                                Arbitraries.doubles().greaterOrEqual(0).injectNull(0.2),
                                Arbitraries.integers().greaterOrEqual(1).injectNull(0.2),
                                Arbitraries.doubles().between(0, false, 1, true).injectNull(0.2),
                                texts().list().ofMaxSize(3),
                                Arbitraries.of(true, false))
                        .as(ModelSettings::new);
        Arbitrary<Message> messages =
                Combinators.combine(Arbitraries.of(Message.Role.class), texts()).as(Message::new);
        return Combinators.combine(
                        settings,
                        messages.list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.integers().greaterOrEqual(1),
                        Arbitraries.longs().injectNull(0.2))
                .as(ModelRequest::new);
    }

    static Arbitrary<ModelResponse> responses() {
        Arbitrary<Double> logProbabilities =
                Arbitraries.oneOf(
                        Arbitraries.doubles(),
                        Arbitraries.of(
                                -0.0,
                                Double.MIN_VALUE,
                                Double.MAX_VALUE,
                                Double.NEGATIVE_INFINITY,
                                Double.POSITIVE_INFINITY));
        Arbitrary<Completion> completions =
                Combinators.combine(
                                texts(),
                                Arbitraries.of(FinishReason.class),
                                Combinators.combine(texts(), logProbabilities)
                                        .as(TokenLogProbability::new)
                                        .list()
                                        .ofMaxSize(3))
                        .as(Completion::new);
        return Combinators.combine(completions.list().ofMaxSize(3), usages(), latencies())
                .as(ModelResponse::new);
    }

    static Arbitrary<RunEvent> events() {
        return Arbitraries.oneOf(started(), proposed(), evaluated(), completed(), finished());
    }

    private static Arbitrary<RunEvent> started() {
        return Combinators.combine(
                        texts(),
                        prompts(),
                        texts(),
                        Arbitraries.maps(texts(), texts()).ofMaxSize(4),
                        Arbitraries.maps(texts(), digests()).ofMaxSize(4),
                        Arbitraries.longs(),
                        texts())
                .as(RunStarted::new);
    }

    private static Arbitrary<RunEvent> proposed() {
        Arbitrary<Proposal> proposals =
                Combinators.combine(
                                prompts(),
                                prompts(),
                                Arbitraries.integers(),
                                Arbitraries.of(Proposal.Status.class),
                                texts())
                        .as(Proposal::new);
        Arbitrary<OptionalInt> budgets =
                Arbitraries.oneOf(
                        Arbitraries.just(OptionalInt.empty()),
                        Arbitraries.integers().map(OptionalInt::of));
        return Combinators.combine(
                        Arbitraries.integers(), texts(), budgets, proposals.list().ofMaxSize(3))
                .as(CandidatesProposed::new);
    }

    private static Arbitrary<RunEvent> evaluated() {
        Arbitrary<Provenance> provenances =
                Combinators.combine(texts(), digests(), digests(), digests(), texts())
                        .as(Provenance::new);
        return Combinators.combine(
                        Arbitraries.integers(),
                        prompts(),
                        texts(),
                        outcomes().list().ofMinSize(1).ofMaxSize(4),
                        provenances)
                .as(
                        (step, prompt, dataset, outcomes, provenance) ->
                                new PromptEvaluated(
                                        step,
                                        new Evaluation(prompt, dataset, outcomes, provenance)));
    }

    private static Arbitrary<Outcome> outcomes() {
        Arbitrary<List<String>> lists = texts().list().ofMaxSize(3);
        Arbitrary<Map<String, String>> variables = Arbitraries.maps(texts(), texts()).ofMaxSize(3);
        Arbitrary<Example> examples =
                Combinators.combine(
                                texts(),
                                texts(),
                                texts().list().ofMinSize(1).ofMaxSize(3),
                                lists,
                                variables)
                        .as(Example::new);
        Arbitrary<Prediction> predictions =
                Combinators.combine(texts(), texts(), Arbitraries.of(true, false))
                        .as(Prediction::new);
        return Arbitraries.oneOf(
                Combinators.combine(examples, texts()).as(Outcome.Failed::new),
                Combinators.combine(examples, texts().map(Prediction::of), scores())
                        .as(Outcome.Scored::new),
                Combinators.combine(examples, predictions, scores()).as(Outcome.Scored::new),
                Combinators.combine(examples, predictions, scores(), texts(), usages(), latencies())
                        .as(Outcome.Scored::new));
    }

    private static Arbitrary<TokenUsage> usages() {
        Arbitrary<Long> counts = Arbitraries.longs().greaterOrEqual(-1);
        return Combinators.combine(counts, counts).as(TokenUsage::new);
    }

    private static Arbitrary<@Nullable Duration> latencies() {
        return Arbitraries.longs()
                .between(0, ModelResponse.LONGEST_LATENCY.toMillis())
                .map(Duration::ofMillis)
                .injectNull(0.2);
    }

    private static Arbitrary<RunEvent> completed() {
        return Combinators.combine(Arbitraries.integers(), prompts(), scores(), prompts(), scores())
                .as(StepCompleted::new);
    }

    private static Arbitrary<RunEvent> finished() {
        return Combinators.combine(
                        Arbitraries.of(StopReason.class), prompts(), Arbitraries.integers())
                .as(RunFinished::new);
    }

    private static Arbitrary<Prompt> prompts() {
        return texts().map(Prompt::new);
    }

    private static Arbitrary<Digest> digests() {
        return Arbitraries.integers().map(number -> Digest.of("digest " + number));
    }

    private static Arbitrary<Double> scores() {
        return Arbitraries.doubles().between(0, 1);
    }
}
