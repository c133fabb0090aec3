package dev.hone.testkit;

import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.ledger.RecordedAnswer;
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
import dev.hone.run.RunId;
import dev.hone.run.StopReason;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Answers and events for [LedgerContract], with everything in them that a store may get wrong.
final class LedgerSamples {

    // A lone high surrogate, a lone low one, a pair the wrong way round, a zero.
    private static final String HOSTILE = "a\uD800b \uDC00 \uDE42\uD83D \u0000 \uFFFF \"\\\n 🙂";

    private LedgerSamples() {}

    static RecordedAnswer answer(RunId run, String question, String text) {
        ModelRequest request =
                ModelRequest.of(ModelSettings.of("model", 0, 10), List.of(Message.user(question)));
        return new RecordedAnswer(request, ModelResponse.of(text), run);
    }

    static RunEvent step(int step) {
        return new StepCompleted(step, new Prompt("current"), 0.25, new Prompt("best"), 1.0 / 3);
    }

    /// Has a value, and not a usual one, in every field.
    static RecordedAnswer fullAnswer(RunId run) {
        ModelSettings settings =
                new ModelSettings("m@http://host", 0.1, 7, 0.9, List.of("\n", HOSTILE), true);
        ModelRequest request =
                new ModelRequest(
                        settings,
                        List.of(
                                Message.system(HOSTILE),
                                Message.user(""),
                                Message.assistant("a"),
                                Message.user("b")),
                        2,
                        Long.MIN_VALUE);
        ModelResponse response =
                new ModelResponse(
                        List.of(
                                new Completion(
                                        HOSTILE,
                                        FinishReason.CONTENT_FILTER,
                                        List.of(
                                                new TokenLogProbability("\uDC00", -0.1),
                                                new TokenLogProbability(
                                                        "", Double.NEGATIVE_INFINITY))),
                                new Completion("", FinishReason.LENGTH, List.of())),
                        new TokenUsage(Long.MAX_VALUE, 0),
                        Duration.ofMillis(31_622_399_999L));
        return new RecordedAnswer(request, response, run);
    }

    /// At least one of every kind.
    static List<RunEvent> events() {
        Example example =
                new Example(
                        "1", HOSTILE, List.of("a", ""), List.of("A", "B"), Map.of("x", HOSTILE));
        Evaluation evaluation =
                new Evaluation(
                        new Prompt(HOSTILE),
                        "validation",
                        List.of(
                                new Outcome.Scored(
                                        example,
                                        new Prediction(HOSTILE, "a", true),
                                        1.0 / 3,
                                        HOSTILE,
                                        new TokenUsage(0, Long.MAX_VALUE),
                                        Duration.ofMillis(1)),
                                new Outcome.Scored(Example.of("2", "", "t"), Prediction.of("t"), 1),
                                new Outcome.Failed(Example.of("3", "i", "t"), "time-out")),
                        new Provenance(
                                "m",
                                Digest.of("settings"),
                                Digest.of("task"),
                                Digest.of("data"),
                                "0.1"));
        return List.of(
                new RunStarted(
                        "task",
                        new Prompt(HOSTILE),
                        "gpo default",
                        Map.of("seed", "1"),
                        Map.of("train", Digest.of("train")),
                        Long.MIN_VALUE,
                        "0.1"),
                new PromptEvaluated(0, evaluation),
                new CandidatesProposed(
                        1,
                        HOSTILE,
                        OptionalInt.of(50),
                        List.of(
                                new Proposal(
                                        new Prompt("p"),
                                        Prompt.EMPTY,
                                        3,
                                        Proposal.Status.DUPLICATE,
                                        ""))),
                new CandidatesProposed(2, "", OptionalInt.empty(), List.of()),
                step(1),
                new RunFinished(StopReason.PATIENCE, new Prompt(""), 1));
    }
}
