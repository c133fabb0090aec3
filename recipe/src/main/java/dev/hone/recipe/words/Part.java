package dev.hone.recipe.words;

/// What lessons are made of, and what is kept for measuring.
public enum Part {
    TRAINING,
    HELD_OUT
}
