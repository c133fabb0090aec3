package dev.hone.recipe.lesson;

/// A user's message, and the assistant's answer to it.
public record Lesson(String question, String answer) {}
