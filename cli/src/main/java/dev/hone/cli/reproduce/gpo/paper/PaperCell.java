package dev.hone.cli.reproduce.gpo.paper;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// One number of a table: a mean over tasks, each searched by itself.
///
/// @param id row and column: `relevance/p+m`
/// @param title for people: `relevance, P+M`
/// @param tasks at least one
/// @param whole how many tasks the paper's number is the mean of
/// @param paper its numbers by [ModelPair#id()], in points
public record PaperCell(
        String id,
        String title,
        List<PaperTask> tasks,
        int whole,
        Treatment treatment,
        Map<String, Double> paper) {

    public PaperCell {
        tasks = List.copyOf(tasks);
        paper = Map.copyOf(paper);
    }

    /// The same with fewer tasks, or none.
    public PaperCell only(Predicate<PaperTask> wanted) {
        return new PaperCell(
                id, title, tasks.stream().filter(wanted).toList(), whole, treatment, paper);
    }

    /// Whether the paper's number is about the same tasks.
    public boolean isWhole() {
        return tasks.size() == whole;
    }

    /// What the paper prints for a pair of models; empty where it prints nothing.
    public OptionalDouble paper(ModelPair pair) {
        Double points = paper.get(pair.id());
        return points == null ? OptionalDouble.empty() : OptionalDouble.of(points);
    }
}
