package dev.hone.run;

import dev.hone.Digest;
import dev.hone.Prompt;
import dev.hone.evaluation.Evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Something that happened in a run. The events of a run, in order, are the whole run: progress,
/// trajectory and report are folds over them.
///
/// Events carry no clock time and nothing that depends on how many workers ran, so that the same
/// seed and the same answers give the same events.
public sealed interface RunEvent {

    /// The first event.
    ///
    /// @param task the task's name
    /// @param seedPrompt the prompt the search starts from
    /// @param optimizer name and preset, for example `gpo default`
    /// @param settings every setting that shapes the run, by dotted name, in a fixed order
    /// @param data the digest of every data set, by its name
    /// @param seed of all random streams
    /// @param version of Hone
    record RunStarted(
            String task,
            Prompt seedPrompt,
            String optimizer,
            Map<String, String> settings,
            Map<String, Digest> data,
            long seed,
            String version)
            implements RunEvent {

        public RunStarted {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
            data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        }
    }

    /// The optimizer model was asked for candidates.
    ///
    /// @param step from 1
    /// @param metaPrompt what it was asked
    /// @param editBudget how many words it was allowed to change; empty for no limit
    /// @param proposals what came back, in the order it came, duplicates and rejects included
    record CandidatesProposed(
            int step, String metaPrompt, OptionalInt editBudget, List<Proposal> proposals)
            implements RunEvent {

        public CandidatesProposed {
            proposals = List.copyOf(proposals);
        }
    }

    /// One text the optimizer model wrote.
    ///
    /// @param parent the prompt it was asked to improve
    /// @param editDistance the words changed from `parent`, measured (see the optimizer); 0 or more
    /// @param status what became of it
    /// @param note why, for a reject; `repaired` for a prompt that is not quite what the model
    ///   wrote, which forgot what every prompt of the task must keep; empty otherwise
    record Proposal(Prompt prompt, Prompt parent, int editDistance, Status status, String note) {

        /// What became of a proposal.
        public enum Status {
            /// Usable, and without a score so far. Some searches score only the most promising.
            NEW,
            /// Written before in this run; its known score was used, nothing was paid.
            DUPLICATE,
            /// Not a usable prompt.
            REJECTED
        }
    }

    /// A prompt was scored.
    ///
    /// @param step the step that needed the score; 0 for the seed prompt before the first step and
    ///   for the final judgement on test
    record PromptEvaluated(int step, Evaluation evaluation) implements RunEvent {}

    /// A candidate was taken out of a race before it was scored on the whole validation split.
    ///
    /// @param step from 1
    /// @param examples of the split it was asked
    /// @param estimate of its score there, in [0, 1]
    record CandidateDropped(int step, Prompt prompt, int examples, double estimate)
            implements RunEvent {}

    /// The optimizer model gave no answer in this step, after all retries; the search goes on.
    ///
    /// @param step from 1
    /// @param reason for people; contains no secret
    record StepFailed(int step, String reason) implements RunEvent {}

    /// A step is over.
    ///
    /// @param step from 1
    /// @param current the prompt the next step starts from
    /// @param currentScore its score on validation
    /// @param best the best prompt of the run so far
    /// @param bestScore its score on validation
    record StepCompleted(
            int step, Prompt current, double currentScore, Prompt best, double bestScore)
            implements RunEvent {}

    /// The last event.
    ///
    /// @param best the prompt chosen on validation
    /// @param steps completed
    record RunFinished(StopReason reason, Prompt best, int steps) implements RunEvent {}
}
