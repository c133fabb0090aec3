package dev.hone.cli.reproduce;

import dev.hone.Dataset;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.cli.session.Session;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.run.RunEvent;

import java.util.List;

/// Leaves every evaluation in the ledger, as experiences that other commands may learn from.
///
/// A run that is made again evaluates the same things in the same order, so as many events as it
/// left before are not written again.
final class RecordingEvaluator {

    private final Session session;
    private final int before;
    private int events;

    /// @param started written where the run is new
    RecordingEvaluator(Session session, RunEvent.RunStarted started) {
        this.session = session;
        this.before = session.ledger().read(session.run(), 0).size();
        record(started);
    }

    /// @param asking asks the task model
    Evaluator over(Evaluator asking) {
        return new Recorded(asking);
    }

    private void record(RunEvent event) {
        if (events >= before) {
            session.ledger().append(session.run(), event);
        }
        events++;
    }

    private final class Recorded implements Evaluator {

        private final Evaluator asking;

        Recorded(Evaluator asking) {
            this.asking = asking;
        }

        @Override
        public List<Evaluation> evaluateAll(Task task, List<Prompt> prompts, Dataset dataset) {
            List<Evaluation> evaluations = asking.evaluateAll(task, prompts, dataset);
            evaluations.forEach(each -> record(new RunEvent.PromptEvaluated(0, each)));
            return evaluations;
        }

        @Override
        public MixedEvaluation evaluateEach(Task task, List<Prompt> prompts, Dataset dataset) {
            MixedEvaluation evaluation = asking.evaluateEach(task, prompts, dataset);
            evaluation.byPrompt().forEach(each -> record(new RunEvent.PromptEvaluated(0, each)));
            return evaluation;
        }
    }
}
