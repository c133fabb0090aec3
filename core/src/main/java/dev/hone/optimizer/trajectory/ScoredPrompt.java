package dev.hone.optimizer.trajectory;

import dev.hone.Prompt;

/// A prompt and its score on the validation split.
///
/// @param score in [0, 1]
/// @param step the step that selected it; 0 for the seed prompt
public record ScoredPrompt(Prompt prompt, double score, int step) implements TrajectoryItem {

    @Override
    public String text() {
        return prompt.text();
    }

    @Override
    public double value() {
        return score;
    }
}
