package dev.hone.cli.reproduce;

import dev.hone.experience.benchmark.Contestant;
import dev.hone.experience.benchmark.QpoTask;
import dev.hone.experience.benchmark.Setting;
import dev.hone.result.RunUsage;
import dev.hone.statistics.MeanDifference;
import dev.hone.statistics.PairedComparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What came of the experiment so far. Filled by one thread.
final class QpoReport {

    private static final String DONE = "done";

    private final QpoOptions options;
    private final List<CellScores> cells = new ArrayList<>();
    private final List<RunUsage> usages = new ArrayList<>();
    private long sent;
    private String model = "";
    private String stopReason = DONE;

    QpoReport(QpoOptions options) {
        this.options = options;
    }

    CellScores begin(QpoTask task, Setting setting) {
        CellScores scores = new CellScores(task, setting);
        cells.add(scores);
        return scores;
    }

    void model(String name) {
        model = name;
    }

    /// @param calls that were sent by this run of the command
    void used(RunUsage usage, long calls) {
        usages.add(usage);
        sent += calls;
    }

    /// @param budget that ended it
    void stopped(String budget) {
        stopReason = budget;
    }

    boolean isStopped() {
        return !stopReason.equals(DONE);
    }

    QpoOptions options() {
        return options;
    }

    /// The task model; empty before the first task.
    String model() {
        return model;
    }

    /// `done`, or the budget that ended it.
    String stopReason() {
        return stopReason;
    }

    List<Setting> settings() {
        return cells.stream().map(CellScores::setting).distinct().toList();
    }

    /// The tasks of a setting, in their order.
    List<CellScores> cells(Setting setting) {
        return cells.stream().filter(cell -> cell.setting() == setting).toList();
    }

    /// The tasks of a setting in which every contestant was judged; means are over these.
    List<CellScores> complete(Setting setting) {
        return cells(setting).stream().filter(CellScores::isComplete).toList();
    }

    Optional<Double> meanAccuracy(Setting setting, Contestant contestant) {
        return complete(setting).stream()
                .flatMap(cell -> cell.accuracy(contestant).stream())
                .mapToDouble(Double::doubleValue)
                .average()
                .stream()
                .boxed()
                .findFirst();
    }

    Optional<MeanDifference> meanDifference(Setting setting, Contestant contestant) {
        List<PairedComparison> parts =
                complete(setting).stream()
                        .flatMap(cell -> cell.against(contestant).stream())
                        .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(MeanDifference.of(parts));
    }

    /// What all sessions used, now and in earlier runs of the same command.
    List<RunUsage> usages() {
        return List.copyOf(usages);
    }

    /// Whether a provider answered anything.
    boolean hasPaid() {
        return usages.stream()
                .anyMatch(
                        usage ->
                                usage.taskModel().calls() > 0
                                        || usage.optimizerModel().calls() > 0);
    }

    /// Calls for which this run of the command asked a provider.
    long sent() {
        return sent;
    }
}
