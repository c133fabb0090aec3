package dev.hone.optimizer.gpo;

import dev.hone.optimizer.trajectory.ScoredPrompt;

import java.util.List;

/// What the optimizer model is told about where to go (paper, "Update Direction"): the current
/// prompt with its score, earlier prompts with theirs, and what is wrong.
///
/// @param trajectory in the order shown; empty without momentum
/// @param problems reflections in the order shown; empty without reflection
public record UpdateDirection(
        ScoredPrompt current, List<ScoredPrompt> trajectory, List<String> problems) {

    public UpdateDirection {
        trajectory = List.copyOf(trajectory);
        problems = List.copyOf(problems);
    }
}
