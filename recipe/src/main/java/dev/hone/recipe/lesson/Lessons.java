package dev.hone.recipe.lesson;

import java.util.random.RandomGenerator;

/// An endless source of lessons.
@FunctionalInterface
public interface Lessons {

    Lesson draw(RandomGenerator random);
}
