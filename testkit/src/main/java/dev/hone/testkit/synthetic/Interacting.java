package dev.hone.testkit.synthetic;

import dev.hone.Excerpt;
import dev.hone.testkit.synthetic.Skills.Skill;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Skills that need each other, and skills that hurt each other. Which an example needs is drawn by
/// a hash of its input: one skill alone, both of a pair, or nothing that exists. It is answered
/// rightly when the prompt names what it needs, and nothing that hurts that.
///
/// @param skills their shares are the parts of the examples that need one alone
/// @param pairs the parts of the examples that need two at once; with the skills' 1 at most
/// @param conflicts which skill spoils which
/// @param distractors sentences that change nothing
public record Interacting(
        List<Skill> skills, List<Pair> pairs, List<Conflict> conflicts, List<String> distractors)
        implements ResponseSurface {

    public Interacting {
        skills = List.copyOf(skills);
        pairs = List.copyOf(pairs);
        conflicts = List.copyOf(conflicts);
        distractors = List.copyOf(distractors);
        Wording.require(skills, distractors);
        Set<String> names = skills.stream().map(Skill::name).collect(Collectors.toSet());
        for (Pair pair : pairs) {
            requireTwo(names, pair.first(), pair.second());
            Wording.requirePart("the share of a pair", pair.share());
        }
        conflicts.forEach(conflict -> requireTwo(names, conflict.skill(), conflict.hurts()));
        Wording.requirePart(
                "the sum of the shares of skills and pairs",
                Wording.shares(skills) + pairs.stream().mapToDouble(Pair::share).sum());
    }

    /// @param share of the examples, in [0, 1]
    public record Pair(String first, String second, double share) {}

    /// Naming the one makes wrong whatever needs the other.
    public record Conflict(String skill, String hurts) {}

    private static void requireTwo(Set<String> names, String one, String other) {
        for (String name : List.of(one, other)) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "\"" + Excerpt.of(name) + "\" is the name of no skill.");
            }
        }
        if (one.equals(other)) {
            throw new IllegalArgumentException(
                    "a pair or a conflict names \""
                            + Excerpt.of(one)
                            + "\" twice. Right would be two skills.");
        }
    }

    @Override
    public boolean isRight(String prompt, String input) {
        double drawn = Draw.of("interacting", input);
        Set<String> named = named(prompt);
        double below = 0;
        for (Skill skill : skills) {
            below += skill.share();
            if (drawn < below) {
                return works(skill.name(), named);
            }
        }
        for (Pair pair : pairs) {
            below += pair.share();
            if (drawn < below) {
                return works(pair.first(), named) && works(pair.second(), named);
            }
        }
        return false;
    }

    @Override
    public double score(String prompt) {
        return score(named(prompt));
    }

    private double score(Set<String> named) {
        double alone =
                skills.stream()
                        .filter(skill -> works(skill.name(), named))
                        .mapToDouble(Skill::share)
                        .sum();
        double together =
                pairs.stream()
                        .filter(p -> works(p.first(), named) && works(p.second(), named))
                        .mapToDouble(Pair::share)
                        .sum();
        return alone + together;
    }

    @Override
    public double best() {
        double best = 0;
        for (int chosen = 0; chosen < 1 << skills.size(); chosen++) {
            int bits = chosen;
            Set<String> named =
                    skills.stream()
                            .filter(skill -> (bits >> skills.indexOf(skill) & 1) == 1)
                            .map(Skill::name)
                            .collect(Collectors.toSet());
            best = Math.max(best, score(named));
        }
        return best;
    }

    private boolean works(String skill, Set<String> named) {
        return named.contains(skill)
                && conflicts.stream()
                        .noneMatch(c -> c.hurts().equals(skill) && named.contains(c.skill()));
    }

    private Set<String> named(String prompt) {
        return skills.stream()
                .filter(skill -> skill.isNamedBy(prompt))
                .map(Skill::name)
                .collect(Collectors.toSet());
    }
}
