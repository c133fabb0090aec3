package dev.hone.recipe.lesson;

import dev.hone.recipe.phrasing.Phrasings;
import dev.hone.recipe.skill.Item;
import dev.hone.recipe.skill.Skill;
import dev.hone.recipe.words.HeldOut;
import dev.hone.recipe.words.Part;
import dev.hone.recipe.words.WordPool;

import java.util.random.RandomGenerator;

/// An input under an instruction that says what to do with it, or under one that does not: then the
/// answer says so.
public final class TaskLessons implements Lessons {

    /// What the model says when it cannot know what is wanted.
    public static final String UNKNOWN = "I do not know what to do.";

    private static final double VAGUE = 0.05;
    private static final double EMPTY = 0.01;

    private final Emphasis skills;
    private final Phrasings phrasings;
    private final Carelessness carelessness;
    private final Wording wording;

    /// @param skills how often each is taught
    /// @param unknown words that no instruction is made of
    TaskLessons(Emphasis skills, Phrasings phrasings, WordPool unknown) {
        this.skills = skills;
        this.phrasings = phrasings;
        this.carelessness = new Carelessness(unknown);
        this.wording = new Wording(phrasings);
    }

    @Override
    public Lesson draw(RandomGenerator random) {
        Skill skill = skills.draw(random);
        double kind = random.nextDouble();
        if (kind < VAGUE + EMPTY) {
            String instruction = kind < EMPTY ? "" : phrasings.draw("vague", random);
            String input = skill.draw(random, Part.TRAINING).input();
            return new Lesson(wording.of(instruction, input, random), UNKNOWN);
        }
        while (true) {
            Item item = skill.draw(random, Part.TRAINING);
            String instruction = phrasings.draw(skill.name(), random);
            // Of what must be known by heart, an item is held out under a phrasing.
            if (!skill.knowledge() || !HeldOut.is(item.input() + "|" + instruction)) {
                String said = carelessness.of(instruction, random);
                return new Lesson(wording.of(said, item.input(), random), item.answer());
            }
        }
    }
}
