package dev.hone.testkit.synthetic;

import dev.hone.Excerpt;
import dev.hone.testkit.synthetic.Skills.Skill;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// What surfaces made of skills have in common: what their words must be, and what a prompt names.
final class Wording {

    /// So that a sum of decimal fractions that is 1 on paper is not more.
    private static final double ROUNDING = 1e-9;

    private static final int MOST_SKILLS = 16;

    private Wording() {}

    /// Checks skills and distractors.
    ///
    /// @throws IllegalArgumentException when there are no skills or too many, a name stands there
    ///   twice, or a skill has no phrase, or one that does not name it
    static void require(List<Skill> skills, List<String> distractors) {
        if (skills.isEmpty() || skills.size() > MOST_SKILLS) {
            throw new IllegalArgumentException(
                    "there are "
                            + skills.size()
                            + " skills. Right would be from 1 to "
                            + MOST_SKILLS
                            + ".");
        }
        Set<String> names = new HashSet<>();
        for (Skill skill : skills) {
            if (!names.add(skill.name())) {
                throw new IllegalArgumentException(
                        "two skills are called \"" + Excerpt.of(skill.name()) + "\".");
            }
            requireWords(skill);
        }
        if (distractors.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a distractor is blank.");
        }
    }

    private static void requireWords(Skill skill) {
        String name = "skill \"" + Excerpt.of(skill.name()) + "\"";
        if (skill.cues().isEmpty() || skill.cues().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(name + " needs cues, none of them blank.");
        }
        if (skill.phrases().isEmpty()) {
            throw new IllegalArgumentException(name + " has no phrases.");
        }
        for (String phrase : skill.phrases()) {
            if (!skill.isNamedBy(phrase)) {
                throw new IllegalArgumentException(
                        "the phrase \""
                                + Excerpt.of(phrase)
                                + "\" of "
                                + name
                                + " holds none of its cues.");
            }
        }
    }

    /// @param what the number is, for the message
    /// @throws IllegalArgumentException unless it lies in [0, 1]
    static void requirePart(String what, double part) {
        if (!(part >= 0 && part <= 1 + ROUNDING)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT, "%s is %.4g. Right would be from 0 to 1.", what, part));
        }
    }

    static double shares(List<Skill> skills) {
        return skills.stream().mapToDouble(Skill::share).sum();
    }

    /// The shares of the skills that the prompt names.
    static double named(List<Skill> skills, String prompt) {
        return skills.stream().filter(s -> s.isNamedBy(prompt)).mapToDouble(Skill::share).sum();
    }

    /// All that an optimizer model can say.
    static List<String> sentences(List<Skill> skills, List<String> distractors) {
        return Stream.concat(
                        skills.stream().flatMap(skill -> skill.phrases().stream()),
                        distractors.stream())
                .distinct()
                .toList();
    }
}
