package dev.hone.cli.reproduce;

import dev.hone.Prompt;
import dev.hone.evaluation.Outcome;
import dev.hone.experience.benchmark.Contestant;
import dev.hone.experience.benchmark.QpoTask;
import dev.hone.experience.benchmark.Setting;
import dev.hone.run.RandomStreams;
import dev.hone.statistics.PairedComparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The scores of one task in one setting, as they come in. Over several seeds the score of a query
/// is the mean of those seeds that have one.
final class CellScores {

    private final QpoTask task;
    private final Setting setting;
    private final Map<Contestant, List<Judged>> judged = new EnumMap<>(Contestant.class);
    private String note = "";
    private Prompt best = Prompt.EMPTY;

    CellScores(QpoTask task, Setting setting) {
        this.task = task;
        this.setting = setting;
    }

    /// What one contestant did with one seed.
    ///
    /// @param scores in the order of the test queries; NaN where there is none
    /// @param prompts different ones that were used
    record Judged(double[] scores, int prompts) {

        /// Mean over the queries that have a score, in [0, 1]; empty where none has.
        OptionalDouble accuracy() {
            return Arrays.stream(scores).filter(score -> !Double.isNaN(score)).average();
        }
    }

    QpoTask task() {
        return task;
    }

    Setting setting() {
        return setting;
    }

    /// The best source prompt; empty text before it is known.
    Prompt best() {
        return best;
    }

    void best(Prompt prompt) {
        best = prompt;
    }

    /// Why policies are missing; empty where none is, or the run was not finished.
    String note() {
        return note;
    }

    void note(String why) {
        note = why;
    }

    void add(Contestant contestant, List<Prompt> prompts, List<Outcome> outcomes) {
        double[] scores =
                outcomes.stream()
                        .mapToDouble(
                                outcome ->
                                        outcome instanceof Outcome.Scored scored
                                                ? scored.score()
                                                : Double.NaN)
                        .toArray();
        judged.computeIfAbsent(contestant, key -> new ArrayList<>())
                .add(new Judged(scores, (int) prompts.stream().distinct().count()));
    }

    /// One for each seed that is done.
    List<Judged> of(Contestant contestant) {
        return judged.getOrDefault(contestant, List.of());
    }

    boolean isComplete() {
        return Arrays.stream(Contestant.values()).noneMatch(each -> of(each).isEmpty());
    }

    /// Queries judged on; 0 before the first contestant.
    int queries() {
        return judged.values().stream()
                .mapToInt(list -> list.getFirst().scores().length)
                .max()
                .orElse(0);
    }

    /// Mean over the queries that have a score, in [0, 1]; empty where the contestant has none.
    Optional<Double> accuracy(Contestant contestant) {
        return new Judged(scores(contestant), 0).accuracy().stream().boxed().findFirst();
    }

    /// With the best source prompt as the baseline; empty before both are known.
    Optional<PairedComparison> against(Contestant contestant) {
        if (of(contestant).isEmpty() || of(Contestant.BEST_SOURCE).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                PairedComparison.ofScores(
                        scores(Contestant.BEST_SOURCE),
                        scores(contestant),
                        new RandomStreams(1).stream("bootstrap " + contestant.id())));
    }

    private double[] scores(Contestant contestant) {
        List<Judged> seeds = of(contestant);
        double[] means = new double[seeds.isEmpty() ? 0 : seeds.getFirst().scores().length];
        for (int query = 0; query < means.length; query++) {
            int index = query;
            means[query] =
                    seeds.stream()
                            .mapToDouble(each -> each.scores()[index])
                            .filter(score -> !Double.isNaN(score))
                            .average()
                            .orElse(Double.NaN);
        }
        return means;
    }
}
