package dev.hone.policy.baseline;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.policy.judgement.Choices;
import dev.hone.policy.judgement.Contender;
import dev.hone.policy.judgement.Judgement;
import dev.hone.policy.judgement.Oracle;
import dev.hone.policy.judgement.QueryValues;
import dev.hone.run.RandomStreams;

import java.util.List;

/// The baselines by name.
///
/// | name | chooses |
/// |---|---|
/// | `random` | any known prompt, each as likely as the others |
/// | `best-single` | the same prompt for every query: [BestSingle] |
/// | `tfidf-logistic` | by the words of the query: [TfidfLogistic] |
/// | `oracle` | by the outcomes it is judged by: [Oracle#raw] |
/// | `oracle-reliable` | by other outcomes on the same query: [Oracle#reliable] |
///
/// Known prompts are those of the training data.
public final class Baselines {

    private static final List<Contender> ALL =
            List.of(
                    new Baseline("random", Baselines::random),
                    new Baseline(Judgement.BEST_SINGLE, Baselines::bestSingle),
                    Contender.of(new TfidfLogistic()),
                    new Baseline("oracle", (seen, test) -> Oracle.raw(test, seen.prompts())),
                    new Baseline(Judgement.RELIABLE_ORACLE, Oracle::reliable));

    private Baselines() {}

    /// All baselines, from the least to the most that can be expected.
    public static List<Contender> all() {
        return ALL;
    }

    /// @throws InputException when there is none of that name
    public static Contender named(String name) {
        return ALL.stream()
                .filter(baseline -> baseline.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InputException(unknown(name)));
    }

    /// The exact expectation, not a draw: the mean value of the known prompts that were recorded
    /// for the query.
    private static QueryValues random(OfflineDataset training, OfflineDataset test) {
        return QueryValues.of(
                test.queries(),
                query ->
                        training.prompts().stream()
                                .flatMap(prompt -> test.find(query, prompt).stream())
                                .mapToDouble(Experience::score)
                                .average()
                                .orElse(Double.NaN));
    }

    private static QueryValues bestSingle(OfflineDataset training, OfflineDataset test) {
        return QueryValues.of(Choices.always(BestSingle.of(training), test.queries()), test);
    }

    private static String unknown(String name) {
        return "There is no baseline \""
                + Excerpt.of(name)
                + "\". Choose one of "
                + String.join(", ", ALL.stream().map(Contender::name).toList())
                + ".";
    }

    /// A baseline in which nothing is left to chance.
    private record Baseline(String name, Rule rule) implements Contender {

        @Override
        public QueryValues run(OfflineDataset training, OfflineDataset test, RandomStreams random) {
            return rule.values(training, test);
        }
    }

    @FunctionalInterface
    private interface Rule {

        QueryValues values(OfflineDataset training, OfflineDataset test);
    }
}
