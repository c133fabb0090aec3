package dev.hone.testkit.synthetic;

import dev.hone.testkit.synthetic.Skills.Skill;

import java.util.List;

/// Answers are right by chance: with the probability that base and the named skills add up to,
/// drawn by a hash of prompt and input together. The same prompt always has the same answers, but
/// another wording has others: its score on a split is a noisy estimate, and the best of many looks
/// better than it is.
///
/// @param base score of a prompt that names nothing, in [0, 1]
/// @param skills what naming each adds; with base, 1 together at most
/// @param distractors sentences that change nothing
public record Noisy(double base, List<Skill> skills, List<String> distractors)
        implements ResponseSurface {

    public Noisy {
        skills = List.copyOf(skills);
        distractors = List.copyOf(distractors);
        Wording.require(skills, distractors);
        Wording.requirePart("base", base);
        Wording.requirePart("base with the shares", base + Wording.shares(skills));
    }

    @Override
    public boolean isRight(String prompt, String input) {
        return Draw.of("noisy", prompt, input) < score(prompt);
    }

    @Override
    public double score(String prompt) {
        return base + Wording.named(skills, prompt);
    }

    @Override
    public double best() {
        return base + Wording.shares(skills);
    }
}
