package dev.hone.recipe.skill;

import dev.hone.recipe.words.Part;

import java.util.random.RandomGenerator;

/// One small task.
///
/// @param knowledge whether its items must be known by heart: all of them are taught, and what is
///   held out is the item under a phrasing. Of other skills, items are held out themselves.
public record Skill(String name, boolean knowledge, Items items) {

    /// Where a skill's inputs come from.
    @FunctionalInterface
    public interface Items {

        /// @param part of knowledge, both parts are the same
        Item draw(RandomGenerator random, Part part);
    }

    public Item draw(RandomGenerator random, Part part) {
        return items.draw(random, part);
    }
}
