package dev.hone.testkit.synthetic;

import dev.hone.testkit.synthetic.Skills.Skill;

import java.util.List;

/// Every example needs exactly one skill, or one that does not exist: which, is drawn by a hash of
/// its input. So the score is the sum of the shares of the skills that a prompt names, and each
/// gains the same whatever else stands there.
///
/// @param skills their shares are the parts of the examples that need them; 1 together at most
/// @param distractors sentences that change nothing
public record Additive(List<Skill> skills, List<String> distractors) implements ResponseSurface {

    public Additive {
        skills = List.copyOf(skills);
        distractors = List.copyOf(distractors);
        Wording.require(skills, distractors);
        Wording.requirePart("the sum of the shares", Wording.shares(skills));
    }

    @Override
    public boolean isRight(String prompt, String input) {
        double drawn = Draw.of("additive", input);
        double below = 0;
        for (Skill skill : skills) {
            below += skill.share();
            if (drawn < below) {
                return skill.isNamedBy(prompt);
            }
        }
        return false;
    }

    @Override
    public double score(String prompt) {
        return Wording.named(skills, prompt);
    }

    @Override
    public double best() {
        return Wording.shares(skills);
    }
}
