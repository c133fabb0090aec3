package dev.hone.optimizer.mipro;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Evaluator;
import dev.hone.optimizer.sampling.SolvedExamples;
import dev.hone.optimizer.search.Demonstrations;
import dev.hone.optimizer.search.Roulette;
import dev.hone.run.RandomStreams;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The sets of demonstrations of one search. Immutable.
///
/// @param pool what they are drawn from
/// @param drawn an empty one first, each once; the answers are those of the data
record DemonstrationSets(Task task, Dataset pool, List<Demonstrations> drawn) {

    /// @throws dev.hone.InputException when sets are wanted, but there is nothing to draw from or
    ///   no place for them in the prompt
    static DemonstrationSets of(Task task, MiproConfig config, RandomStreams random) {
        Set<Demonstrations> drawn = new LinkedHashSet<>();
        drawn.add(new Demonstrations(List.of()));
        if (config.shownSets() == 0) {
            return new DemonstrationSets(task, Dataset.empty("few-shot"), List.copyOf(drawn));
        }
        Demonstrations.requirePlace(task, config.name());
        Dataset pool = SolvedExamples.pool(task, config.name());
        for (int set = 1; set <= config.shownSets(); set++) {
            drawn.add(
                    new Demonstrations(
                            Roulette.drawSeveral(
                                    pool.examples(),
                                    config.shots(),
                                    example -> 1,
                                    random.stream("demonstrations/" + set))));
        }
        return new DemonstrationSets(task, pool, List.copyOf(drawn));
    }

    /// The same sets, where an example that the task model gets right under a prompt has what the
    /// model said as its answer. An example of several sets is asked once.
    List<Demonstrations> inTheModelsWords(Evaluator evaluator, Prompt prompt) {
        Set<Example> examples = new LinkedHashSet<>();
        drawn.forEach(set -> examples.addAll(set.examples()));
        List<Example> bare = List.copyOf(examples);
        List<Example> said =
                SolvedExamples.inTheModelsWords(
                        task, evaluator, prompt, new Dataset(pool.name(), bare));
        Map<Example, Example> words = new HashMap<>();
        for (int i = 0; i < bare.size(); i++) {
            words.put(bare.get(i), said.get(i));
        }
        List<Demonstrations> sets = new ArrayList<>();
        for (Demonstrations set : drawn) {
            sets.add(new Demonstrations(set.examples().stream().map(words::get).toList()));
        }
        return sets;
    }
}
