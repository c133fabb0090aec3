package dev.hone.result.breakdown;

import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The classes of a data set: the examples with one and the same target.
///
/// There are classes where there are 2 to 20 different targets, with at least 2 examples each on
/// average; other data are not about telling classes apart.
public final class Classes {

    /// The most different targets.
    public static final int MOST = 20;

    /// The fewest examples a class must have on average.
    public static final int FEWEST_EXAMPLES = 2;

    private Classes() {}

    /// The evaluation of each class, answered or not, that with the most examples first, those with
    /// equally many by target; empty where there are no classes. The provenance stays that of the
    /// whole.
    public static List<Evaluation> of(Evaluation evaluation) {
        Map<String, List<Outcome>> classes = new TreeMap<>();
        for (Outcome outcome : evaluation.outcomes()) {
            classes.computeIfAbsent(outcome.example().target(), target -> new ArrayList<>())
                    .add(outcome);
            if (classes.size() > MOST) {
                return List.of();
            }
        }
        if (classes.size() < 2 || evaluation.outcomes().size() < FEWEST_EXAMPLES * classes.size()) {
            return List.of();
        }
        return classes.values().stream()
                .sorted(Comparator.comparing(List<Outcome>::size).reversed())
                .map(own -> of(evaluation, own))
                .toList();
    }

    private static Evaluation of(Evaluation whole, List<Outcome> own) {
        return new Evaluation(whole.prompt(), whole.dataset(), own, whole.provenance());
    }

    /// The target of all examples of a class.
    public static String target(Evaluation ofClass) {
        return ofClass.outcomes().getFirst().example().target();
    }
}
