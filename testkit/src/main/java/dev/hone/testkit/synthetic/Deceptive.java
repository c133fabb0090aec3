package dev.hone.testkit.synthetic;

import dev.hone.testkit.synthetic.Skills.Skill;

import java.util.List;
import java.util.stream.Stream;

/// A slope that leads away from the summit. Each lure gains its share at once; but while a prompt
/// names one, goals count for nothing. Goals gain little at first: with the part x of their shares
/// named, x² of the whole. So who took the lures has to drop all of them, at a loss, to get on.
///
/// Each example is as hard as a hash of its input says, and is answered rightly when the score of
/// the prompt is above that: whatever a better prompt gets right holds what a worse one does.
///
/// @param base score of a prompt that names nothing, in [0, 1]
/// @param lures with base, 1 together at most
/// @param goals with base, 1 together at most, and more together than the lures
/// @param distractors sentences that change nothing
public record Deceptive(double base, List<Skill> lures, List<Skill> goals, List<String> distractors)
        implements ResponseSurface {

    public Deceptive {
        lures = List.copyOf(lures);
        goals = List.copyOf(goals);
        distractors = List.copyOf(distractors);
        Wording.require(Stream.concat(lures.stream(), goals.stream()).toList(), distractors);
        Wording.requirePart("base", base);
        Wording.requirePart("base with the shares of the lures", base + Wording.shares(lures));
        Wording.requirePart("base with the shares of the goals", base + Wording.shares(goals));
        if (Wording.shares(lures) >= Wording.shares(goals)) {
            throw new IllegalArgumentException(
                    "the lures gain as much as the goals, so that nobody is deceived. Right would"
                            + " be shares of the goals that are more together.");
        }
    }

    @Override
    public boolean isRight(String prompt, String input) {
        return Draw.of("deceptive", input) < score(prompt);
    }

    @Override
    public double score(String prompt) {
        if (lures.stream().anyMatch(lure -> lure.isNamedBy(prompt))) {
            return base + Wording.named(lures, prompt);
        }
        double named = Wording.named(goals, prompt);
        return base + named * named / Wording.shares(goals);
    }

    @Override
    public double best() {
        return base + Wording.shares(goals);
    }
}
