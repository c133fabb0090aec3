package dev.hone.recipe.lesson;

import dev.hone.recipe.skill.Skill;

import java.util.random.RandomGenerator;

/// To say an instruction in other words.
final class RephrasingLessons implements Lessons {

    private final Instructions instructions;

    RephrasingLessons(Instructions instructions) {
        this.instructions = instructions;
    }

    @Override
    public Lesson draw(RandomGenerator random) {
        Skill skill = instructions.skill(random);
        String request = instructions.phrasings().draw("rephrase", random);
        return new Lesson(
                request.replace("{P}", instructions.of(skill, random)),
                instructions.of(skill, random));
    }
}
