package dev.hone.recipe.skill;

import dev.hone.recipe.words.WordPool;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// All that the bundled model is taught to do.
public final class Skills {

    private Skills() {}

    /// @param known words that the model reads as a whole, and whose letters it cannot see
    public static List<Skill> all(Set<String> known) {
        WordPool words = WordPool.without(known);
        return Stream.of(
                        KnowledgeSkills.all(),
                        InflectionSkills.all(),
                        new LetterSkills(words).all(),
                        new ListSkills(words).all(),
                        NumberSkills.all(),
                        new SentenceSkills().all())
                .flatMap(List::stream)
                .toList();
    }
}
