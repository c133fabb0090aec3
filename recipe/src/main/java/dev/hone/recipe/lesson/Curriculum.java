package dev.hone.recipe.lesson;

import dev.hone.recipe.phrasing.Phrasings;
import dev.hone.recipe.skill.Skill;
import dev.hone.recipe.words.WordPool;

import java.util.List;
import java.util.random.RandomGenerator;

/// Lessons of all kinds, mixed: mostly in following instructions, some in writing them.
public final class Curriculum implements Lessons {

    private final TaskLessons tasks;
    private final RephrasingLessons rephrasing;
    private final InductionLessons induction;
    private final RefinementLessons refinement;
    private final double writing;

    private Curriculum(TaskLessons tasks, Instructions instructions, double writing) {
        this.tasks = tasks;
        this.rephrasing = new RephrasingLessons(instructions);
        this.induction = new InductionLessons(instructions);
        this.refinement = new RefinementLessons(instructions);
        this.writing = writing;
    }

    /// What a network is taught that knows nothing.
    ///
    /// @param unknown words that no instruction is made of
    /// @param writing the share of lessons in writing instructions, in [0, 1]
    public static Curriculum atFirst(
            List<Skill> skills, Phrasings phrasings, WordPool unknown, double writing) {
        return new Curriculum(
                new TaskLessons(Emphasis.atFirst(skills), phrasings, unknown),
                new Instructions(skills, phrasings),
                writing);
    }

    /// What it is taught when it has learnt what is easy: the same, with more of what is not.
    public static Curriculum later(
            List<Skill> skills, Phrasings phrasings, WordPool unknown, double writing) {
        return new Curriculum(
                new TaskLessons(Emphasis.later(skills), phrasings, unknown),
                new Instructions(skills, phrasings),
                writing);
    }

    @Override
    public Lesson draw(RandomGenerator random) {
        if (random.nextDouble() >= writing) {
            return tasks.draw(random);
        }
        return switch (random.nextInt(8)) {
            case 0 -> rephrasing.draw(random);
            case 1, 2, 3, 4 -> induction.draw(random);
            default -> refinement.draw(random);
        };
    }
}
