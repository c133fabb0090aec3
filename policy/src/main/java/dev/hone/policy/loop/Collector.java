package dev.hone.policy.loop;

import dev.hone.Dataset;
import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.experience.Query;
import dev.hone.experience.pool.BalancedSample;
import dev.hone.experience.pool.FreeExamples;
import dev.hone.policy.Policy;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunEvent;
import dev.hone.run.RunListener;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tries the prompts that a policy writes for training queries: one for each, written as if the
/// highest reward was wanted (QPO §4, 1 to 4). Queries that stand in validation or test, and those
/// set aside, are never asked.
///
/// @param evaluator asks the target model; ledger, budgets and faults are its affair
/// @param setAside [digests][Query#digest] of queries to leave alone
/// @param random draws queries and prompts; a loop does not depend on those before it
/// @param listener told of every prompt that was scored, with the loop as the step
public record Collector(
        Evaluator evaluator,
        LoopSettings settings,
        Set<Digest> setAside,
        RandomStreams random,
        RunListener listener) {

    public Collector {
        setAside = Set.copyOf(setAside);
    }

    /// Asks at most as many questions as a loop has queries.
    ///
    /// @param loop 2 or more
    /// @throws InputException when there are no training queries to ask
    /// @throws dev.hone.model.ModelException as the evaluator; what was answered is in the ledger
    public Collected collect(Task task, Policy policy, int loop) {
        Dataset free = free(task);
        int size = Math.min(settings.queries(), free.size());
        List<MixedEvaluation> batches = new ArrayList<>();
        List<Dataset> rounds = settings.faithful() ? each(free, size, loop) : one(free, size, loop);
        for (int round = 0; round < rounds.size(); round++) {
            Dataset asked = rounds.get(round);
            List<Prompt> prompts = write(policy, asked, "write/" + loop + "/" + round);
            MixedEvaluation evaluation = evaluator.evaluateEach(task, prompts, asked);
            for (Evaluation ofPrompt : evaluation.byPrompt()) {
                listener.on(new RunEvent.PromptEvaluated(loop, ofPrompt));
            }
            for (int from = 0; from < asked.size(); from += size) {
                batches.add(evaluation.slice(from, from + size));
            }
        }
        return new Collected(batches);
    }

    private Dataset free(Task task) {
        Dataset free = FreeExamples.of(task.splits());
        List<Example> left =
                free.stream()
                        .filter(example -> !setAside.contains(Query.digest(example.input())))
                        .toList();
        if (left.isEmpty()) {
            throw new InputException(
                    "The train split of task "
                            + task.name()
                            + " has no query to collect with: of its "
                            + task.splits().train().size()
                            + " examples none is left when those are taken out that stand in"
                            + " validation or test or are set aside for the fall-back. Give"
                            + " data.train more examples.");
        }
        return new Dataset(free.name(), left);
    }

    /// All batches at once, without any query twice, so that the target model is never waited for
    /// between them. As many batches as there are queries for.
    private List<Dataset> one(Dataset free, int size, int loop) {
        List<Example> left = new ArrayList<>(free.examples());
        List<Example> drawn = new ArrayList<>();
        for (int batch = 0; batch < settings.batches() && left.size() >= size; batch++) {
            Dataset sample =
                    BalancedSample.of(
                            new Dataset(free.name(), left),
                            size,
                            random.stream("collect/" + loop + "/" + batch));
            Set<String> ids = new HashSet<>();
            sample.forEach(example -> ids.add(example.id()));
            left.removeIf(example -> ids.contains(example.id()));
            drawn.addAll(sample.examples());
        }
        return List.of(new Dataset(free.name(), drawn));
    }

    /// Batch after batch, from seeds of which the next loop has all but one again.
    private List<Dataset> each(Dataset free, int size, int loop) {
        List<Dataset> rounds = new ArrayList<>();
        for (int batch = 0; batch < settings.batches(); batch++) {
            rounds.add(BalancedSample.of(free, size, random.stream("collect/" + (loop + batch))));
        }
        return rounds;
    }

    private List<Prompt> write(Policy policy, Dataset asked, String stream) {
        List<Query> queries =
                asked.stream()
                        .map(Example::input)
                        .map(text -> new Query(Digest.of(text).hex(), text))
                        .toList();
        return policy.write(queries, settings.writing(), new RandomStreams(random.seedOf(stream)));
    }
}
