package dev.hone.cli.reproduce.gpo.paper;

import dev.hone.optimizer.catalog.Algorithms;
import dev.hone.optimizer.search.Algorithm;
import dev.hone.task.OptimizerSection;

import org.jspecify.annotations.Nullable;

/// What is done with a task in a cell, apart from the models.
///
/// @param optimizer the search; null where a prompt is judged as it is
/// @param prompt the search starts from, or that is judged
/// @param demonstrations before each question
public record Treatment(@Nullable OptimizerSection optimizer, String prompt, int demonstrations) {

    /// The search with its numbers; null where there is none. Two searches that differ in name only
    /// have equal ones.
    public @Nullable Algorithm algorithm() {
        return optimizer == null
                ? null
                : Algorithms.parse(optimizer.name(), optimizer.preset(), optimizer.options());
    }

    /// For example `gpo`, or `no search` where nothing is searched.
    public String label() {
        return optimizer == null ? "no search" : optimizer.name();
    }
}
