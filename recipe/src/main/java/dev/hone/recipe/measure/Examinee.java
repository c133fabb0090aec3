package dev.hone.recipe.measure;

import dev.hone.recipe.lesson.Lesson;

import java.util.List;

/// Who is asked.
@FunctionalInterface
public interface Examinee {

    /// For each lesson, whether its answer is given when the most likely token is written each
    /// time.
    List<Boolean> given(List<Lesson> lessons);
}
