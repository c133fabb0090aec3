package dev.hone.cli.reproduce;

import dev.hone.Dataset;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.cli.session.Session;
import dev.hone.cli.terminal.Terminal;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.run.RunEvent;

import java.util.List;
import java.util.function.Supplier;

/// Shows every evaluation as it goes on, and leaves it in the ledger, as experiences that other
/// commands may learn from.
///
/// A run that is made again evaluates the same things in the same order, so as many events as it
/// left before are not written again.
final class RecordingEvaluator {

    private final Terminal terminal;
    private final Session session;
    private final int before;
    private int events;

    /// @param started written where the run is new
    RecordingEvaluator(Terminal terminal, Session session, RunEvent.RunStarted started) {
        this.terminal = terminal;
        this.session = session;
        this.before = session.ledger().read(session.run(), 0).size();
        record(started);
    }

    /// @param asking asks the task model
    /// @param times how often it asks a question
    Evaluator over(Evaluator asking, int times) {
        return new Recorded(asking, times);
    }

    private void record(RunEvent event) {
        if (events >= before) {
            session.ledger().append(session.run(), event);
        }
        events++;
    }

    private final class Recorded implements Evaluator {

        private final Evaluator asking;
        private final int times;

        Recorded(Evaluator asking, int times) {
            this.asking = asking;
            this.times = times;
        }

        private <T> T watched(long questions, Supplier<T> evaluation) {
            try (CallProgress progress = new CallProgress(terminal, session, questions * times)) {
                return evaluation.get();
            }
        }

        @Override
        public List<Evaluation> evaluateAll(Task task, List<Prompt> prompts, Dataset dataset) {
            List<Evaluation> evaluations =
                    watched(
                            (long) prompts.size() * dataset.size(),
                            () -> asking.evaluateAll(task, prompts, dataset));
            evaluations.forEach(each -> record(new RunEvent.PromptEvaluated(0, each)));
            return evaluations;
        }

        @Override
        public MixedEvaluation evaluateEach(Task task, List<Prompt> prompts, Dataset dataset) {
            MixedEvaluation evaluation =
                    watched(dataset.size(), () -> asking.evaluateEach(task, prompts, dataset));
            evaluation.byPrompt().forEach(each -> record(new RunEvent.PromptEvaluated(0, each)));
            return evaluation;
        }
    }
}
