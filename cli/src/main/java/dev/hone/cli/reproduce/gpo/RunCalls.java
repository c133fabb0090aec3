package dev.hone.cli.reproduce.gpo;

import dev.hone.Task;
import dev.hone.optimizer.Forecast;
import dev.hone.optimizer.gpo.GpoConfig;
import dev.hone.optimizer.search.Algorithm;

import org.jspecify.annotations.Nullable;

/// The most calls of one run, by what they are for (GPO §4.4). Answers that are in the ledger cost
/// nothing.
///
/// @param steps of the search
/// @param requests to the optimizer model: one for each candidate, reflection and summary. Where a
///   provider gives several candidates for one request there are fewer.
/// @param first the first prompt on validation
/// @param candidates theirs, and summaries that are prompts, on validation
/// @param train batches of the train split
/// @param test the first prompt and the best one, judged once
/// @param releasedTest what the released code asks of the test split: the first prompt's, and that
///   of every step
/// @param releasedCompletions what the released code pays for to get the candidates: every request
///   gives as many as there are candidates, of which one is used
record RunCalls(
        int steps,
        long requests,
        long first,
        long candidates,
        long train,
        long test,
        long releasedTest,
        long releasedCompletions) {

    /// @param algorithm null where a prompt is judged as it is
    static RunCalls of(Task task, @Nullable Algorithm algorithm) {
        long turns = task.extraction() == null ? 1 : 2;
        long judged = turns * task.splits().test().size();
        if (!(algorithm instanceof GpoConfig config)) {
            return new RunCalls(0, 0, 0, 0, 0, judged, judged, 0);
        }
        Forecast forecast = config.forecast(task, Integer.MAX_VALUE);
        int trained = task.splits().train().size();
        int steps = config.totalSteps(trained);
        long first = turns * task.splits().validation().size();
        long train =
                config.usesTrainBatches()
                        ? turns * steps * Math.min(config.batchSize(), trained)
                        : 0;
        long wanted = (long) steps * config.candidates();
        return new RunCalls(
                steps,
                forecast.optimizerModelCalls() - steps + wanted,
                first,
                forecast.taskModelCalls() - first - train,
                train,
                2 * judged,
                judged + steps * judged,
                wanted * config.candidates());
    }

    /// Of the task model.
    long taskCalls() {
        return first + candidates + train + test;
    }
}
