package dev.hone.cli.reproduce.gpo;

import dev.hone.statistics.SampleMean;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What came of the experiment so far. Filled by one thread.
final class Scores {

    private static final String DONE = "done";

    private final Map<PlannedRun, RunScore> byRun = new LinkedHashMap<>();
    private long sent;
    private String stopReason = DONE;
    private String taskModel = "";
    private String optimizerModel = "";

    void add(PlannedRun run, RunScore score) {
        byRun.put(run, score);
    }

    /// @param calls that were sent by this run of the command
    void sent(long calls) {
        sent += calls;
    }

    void stopped(String budget) {
        stopReason = budget;
    }

    void models(String task, String optimizer) {
        taskModel = task;
        optimizerModel = optimizer;
    }

    long sent() {
        return sent;
    }

    boolean isEmpty() {
        return byRun.isEmpty();
    }

    boolean isStopped() {
        return !stopReason.equals(DONE);
    }

    /// `done`, or the budget that ended it.
    String stopReason() {
        return stopReason;
    }

    String taskModel() {
        return taskModel;
    }

    String optimizerModel() {
        return optimizerModel;
    }

    Optional<RunScore> of(PlannedRun run) {
        return Optional.ofNullable(byRun.get(run));
    }

    /// The seeds under which all runs of a cell have a score.
    List<Long> complete(Plan.Cell cell) {
        return cell.seeds().stream()
                .filter(
                        seed ->
                                cell.runs().stream()
                                        .filter(run -> run.seed() == seed)
                                        .allMatch(byRun::containsKey))
                .toList();
    }

    /// Over the complete seeds, each the mean of the cell's tasks, in [0, 1]; empty while there is
    /// none.
    Optional<SampleMean> mean(Plan.Cell cell) {
        double[] values =
                complete(cell).stream().mapToDouble(seed -> meanOfTasks(cell, seed)).toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(SampleMean.of(0, 1, values));
    }

    private double meanOfTasks(Plan.Cell cell, long seed) {
        return cell.runs().stream()
                .filter(run -> run.seed() == seed)
                .mapToDouble(run -> Objects.requireNonNull(byRun.get(run)).test())
                .average()
                .orElseThrow();
    }

    /// The least part of the test examples that was answered in any run of a cell, in [0, 1].
    double coverage(Plan.Cell cell) {
        return cell.runs().stream()
                .flatMap(run -> of(run).stream())
                .mapToDouble(RunScore::coverage)
                .min()
                .orElse(1);
    }
}
