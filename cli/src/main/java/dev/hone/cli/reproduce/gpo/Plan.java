package dev.hone.cli.reproduce.gpo;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Suggestion;
import dev.hone.cli.reproduce.gpo.paper.PaperCell;
import dev.hone.cli.reproduce.gpo.paper.PaperTable;
import dev.hone.cli.reproduce.gpo.paper.PaperTask;
import dev.hone.cli.reproduce.gpo.paper.Treatment;
import dev.hone.optimizer.search.Algorithm;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The runs that the chosen cells need.
///
/// @param tables that have a chosen cell, in their order
record Plan(List<Table> tables) {

    Plan {
        tables = List.copyOf(tables);
    }

    /// A table with its chosen cells.
    record Table(PaperTable paper, List<Cell> cells) {

        Set<PlannedRun> runs() {
            return distinct(cells.stream());
        }
    }

    /// A cell with its runs, each task under each seed.
    record Cell(PaperCell paper, List<PlannedRun> runs) {

        List<Long> seeds() {
            return runs.stream().map(PlannedRun::seed).distinct().toList();
        }
    }

    /// @param patterns of cells' ids, in which `*` stands for any text; empty for all
    /// @param tasks wanted; empty for all
    /// @param seeds 1 to this. A prompt that is judged as it is needs one.
    /// @throws InputException when a pattern fits no cell, or nothing is left
    static Plan of(
            List<PaperTable> tables,
            List<String> patterns,
            Collection<PaperTask> tasks,
            int seeds) {
        patterns.forEach(pattern -> requireFits(pattern, tables));
        Map<Sameness, Treatment> treatments = new HashMap<>();
        List<Table> planned = new ArrayList<>();
        for (PaperTable table : tables) {
            List<Cell> cells =
                    table.cells().stream()
                            .filter(cell -> isChosen(cell, patterns))
                            .map(cell -> cell.only(t -> tasks.isEmpty() || tasks.contains(t)))
                            .filter(cell -> !cell.tasks().isEmpty())
                            .map(
                                    cell ->
                                            new Cell(
                                                    cell,
                                                    runs(
                                                            cell,
                                                            treatments.computeIfAbsent(
                                                                    Sameness.of(cell.treatment()),
                                                                    key -> cell.treatment()),
                                                            seeds)))
                            .toList();
            if (!cells.isEmpty()) {
                planned.add(new Table(table, cells));
            }
        }
        if (planned.isEmpty()) {
            throw new InputException(
                    "No cell of the chosen tables has any of the chosen tasks. Choose other"
                            + " --table, --cells or --tasks.");
        }
        return new Plan(planned);
    }

    private static List<PlannedRun> runs(PaperCell cell, Treatment treatment, int seeds) {
        long last = treatment.optimizer() == null ? 1 : seeds;
        return LongStream.rangeClosed(1, last)
                .boxed()
                .flatMap(
                        seed ->
                                cell.tasks().stream()
                                        .map(task -> new PlannedRun(task, treatment, seed)))
                .toList();
    }

    /// Each once, all under one seed before the next, so that what there is after a while is
    /// balanced.
    SequencedSet<PlannedRun> runs() {
        return distinct(tables.stream().flatMap(table -> table.cells().stream()));
    }

    private static SequencedSet<PlannedRun> distinct(Stream<Cell> cells) {
        return cells.flatMap(cell -> cell.runs().stream())
                .sorted(Comparator.comparingLong(PlannedRun::seed))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isChosen(PaperCell cell, List<String> patterns) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> fits(pattern, cell));
    }

    private static boolean fits(String pattern, PaperCell cell) {
        String regex =
                Stream.of(pattern.strip().toLowerCase(Locale.ROOT).split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return cell.id().matches(regex);
    }

    private static void requireFits(String pattern, List<PaperTable> tables) {
        List<PaperCell> all = tables.stream().flatMap(table -> table.cells().stream()).toList();
        if (all.stream().noneMatch(cell -> fits(pattern, cell))) {
            throw new InputException(
                    "--cells names \""
                            + Excerpt.of(pattern.strip())
                            + "\", which is no cell of the chosen tables."
                            + Suggestion.of(
                                    pattern.strip(),
                                    all.stream().map(PaperCell::id).distinct().toList()));
        }
    }

    /// What makes two treatments the same, whatever they are called.
    private record Sameness(@Nullable Algorithm algorithm, String prompt, int demonstrations) {

        static Sameness of(Treatment treatment) {
            return new Sameness(
                    treatment.algorithm(), treatment.prompt(), treatment.demonstrations());
        }
    }
}
