package dev.hone.experience.benchmark;

import java.util.Map;
import java.util.OptionalDouble;

/// The accuracies the paper prints. It is empty: none could be verified, because the paper's tables
/// could not be read (QPO §6), and a figure is not taken from hearsay. Who has the paper at hand
/// adds a cell here, and every report shows it.
public final class PaperResults {

    private static final Map<Cell, Double> CELLS = Map.of();

    private PaperResults() {}

    /// In [0, 1]; empty where it is not known.
    ///
    /// @param row a task's id, or `mean`
    /// @param column of [Contestant#id()]
    public static OptionalDouble accuracy(Setting setting, String row, String column) {
        Double found = CELLS.get(new Cell(setting, row, column));
        return found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
    }

    private record Cell(Setting setting, String row, String column) {}
}
