package dev.hone.optimizer.race;

import dev.hone.Prompt;
import dev.hone.evaluation.Outcome;
import dev.hone.statistics.SequentialTest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// The tests of a race: each candidate against the best prompt so far, and against each other
/// candidate. One that wins must do well in all of them, so the mean of what speaks against that
/// counts, half of it that of the first, half that of the others.
final class Duels {

    private static final int BETTER_THAN_OTHERS = 3;

    private final RaceRules rules;
    private final Prompt incumbent;
    private final int candidates;
    private final double mostGain;

    /// What the incumbent lacks on the examples that were not asked yet.
    private double headroom;

    private final Map<Prompt, Map<Prompt, SequentialTest>> tests = new HashMap<>();

    /// @param headroom what the incumbent lacks to a perfect score, summed over all examples
    Duels(
            RaceRules rules,
            List<Prompt> candidates,
            Prompt incumbent,
            double headroom,
            int examples) {
        this.rules = rules;
        this.incumbent = incumbent;
        this.headroom = headroom;
        this.mostGain = headroom / examples;
        this.candidates = candidates.size();
        for (Prompt candidate : candidates) {
            Map<Prompt, SequentialTest> own = new HashMap<>();
            for (Prompt other : withIncumbent(candidates)) {
                if (!other.equals(candidate)) {
                    own.put(other, new SequentialTest(examples, worth(other)));
                }
            }
            tests.put(candidate, own);
        }
    }

    /// Of candidates that are alike one is enough: another must promise three times as much. Where
    /// little is left to gain, little is worth having.
    private double worth(Prompt opponent) {
        return opponent.equals(incumbent)
                ? Math.min(rules.worth(), mostGain / 2)
                : Math.min(BETTER_THAN_OTHERS * rules.worth(), mostGain);
    }

    /// Takes what an example showed. A pair of which one got no answer has no difference.
    void add(List<Prompt> racing, Function<Prompt, Outcome> outcome) {
        if (outcome.apply(incumbent) instanceof Outcome.Scored scored) {
            headroom -= 1 - scored.score();
        }
        for (Prompt candidate : racing) {
            for (Prompt other : withIncumbent(racing)) {
                if (!other.equals(candidate)) {
                    add(test(candidate, other), outcome.apply(candidate), outcome.apply(other));
                }
            }
        }
    }

    private static void add(SequentialTest test, Outcome own, Outcome other) {
        if (own instanceof Outcome.Scored mine && other instanceof Outcome.Scored theirs) {
            test.add(mine.score() - theirs.score());
        } else {
            test.skip();
        }
    }

    /// Whether the candidate cannot win against one of those that still race, or the incumbent.
    boolean isLost(Prompt candidate, List<Prompt> racing) {
        SequentialTest test = test(candidate, incumbent);
        if (test.mean() * test.seen() + headroom <= 0) {
            return true;
        }
        double evidence = 0;
        for (Prompt other : withIncumbent(racing)) {
            if (!other.equals(candidate)) {
                evidence += weight(other) * test(candidate, other).evidence();
            }
        }
        return evidence >= 1 / rules.errorRate();
    }

    /// Together 1. Those that were taken out keep theirs, so that less is rejected than might be.
    private double weight(Prompt opponent) {
        return opponent.equals(incumbent) ? 0.5 : 0.5 / Math.max(1, candidates - 1);
    }

    /// The mean difference to the incumbent; negative behind it.
    double behind(Prompt candidate) {
        return test(candidate, incumbent).mean();
    }

    private SequentialTest test(Prompt candidate, Prompt other) {
        return Objects.requireNonNull(
                Objects.requireNonNull(tests.get(candidate), "races").get(other), "races");
    }

    private List<Prompt> withIncumbent(List<Prompt> racing) {
        List<Prompt> all = new ArrayList<>(racing);
        all.add(incumbent);
        return all;
    }
}
