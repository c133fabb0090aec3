package dev.hone.recipe.measure;

import dev.hone.recipe.lesson.Lesson;

import java.util.List;

/// A message, with every answer that is right.
public record Question(String text, List<String> answers) {

    List<Lesson> lessons() {
        return answers.stream().map(answer -> new Lesson(text, answer)).toList();
    }
}
