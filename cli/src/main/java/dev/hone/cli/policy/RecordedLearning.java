package dev.hone.cli.policy;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.cli.terminal.Terminal;
import dev.hone.experience.OfflineDataset;
import dev.hone.models.BgeSmallEmbedder;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.ScorerTrainer;
import dev.hone.policy.baseline.Baselines;
import dev.hone.policy.judgement.Contender;
import dev.hone.policy.judgement.Folds;
import dev.hone.policy.judgement.Judgement;
import dev.hone.policy.judgement.PolicyRow;
import dev.hone.policy.learning.QpoContenders;
import dev.hone.run.RandomStreams;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What may be learned from recorded scores, and the table that policies learned from them are
/// judged in: what `train` and `reproduce recorded` have in common.
public final class RecordedLearning {

    private final PolicyEngine engine;

    public RecordedLearning(PolicyEngine engine) {
        this.engine = engine;
    }

    /// The scores that may be learned from: nothing is judged by what it was learned from.
    ///
    /// @param label of the scores, for messages
    /// @throws InputException when nothing is left, or what is left teaches nothing
    public static OfflineDataset learnable(
            Terminal terminal, String label, OfflineDataset data, OfflineDataset tested) {
        OfflineDataset left = data.without(tested.queries());
        int dropped = data.queries().size() - left.queries().size();
        if (dropped > 0) {
            terminal.warn(
                    dropped
                            + " queries of the training data also stand in the test data. They are"
                            + " left out of training.");
        }
        if (left.isEmpty()) {
            throw new InputException(
                    "All queries to learn from are in the test data as well, so nothing is left to"
                            + " learn from.");
        }
        if (!left.hasContrast()) {
            throw new InputException(
                    "All scores in "
                            + label
                            + " are alike, so there is nothing to learn from. Scores of prompts"
                            + " that worked and of prompts that did not are needed.");
        }
        return left;
    }

    /// Judges by cross-validation, or on test data.
    ///
    /// @param tested looked at without folds; empty for no judgement
    /// @param folds 2 or more, or 0 for none
    public static List<PolicyRow> judge(
            List<Contender> contenders,
            OfflineDataset data,
            OfflineDataset tested,
            int folds,
            RandomStreams random) {
        if (folds > 0) {
            return Judgement.of(contenders, Folds.of(data, folds, random), random).rows(random);
        }
        return tested.isEmpty()
                ? List.of()
                : Judgement.of(contenders, data, tested, random).rows(random);
    }

    /// The policies of these names, the best single prompt always among them.
    ///
    /// @param policies in the order of their rows; empty for all but the controls
    /// @throws InputException when there is no policy of a name
    public List<Contender> contenders(List<String> policies, QpoContenders qpo) {
        Map<String, Contender> known = new LinkedHashMap<>();
        List<Contender> bounds = new ArrayList<>();
        for (Contender baseline : Baselines.all()) {
            if (baseline.name().startsWith("oracle")) {
                bounds.add(baseline);
            } else {
                known.put(baseline.name(), baseline);
            }
        }
        for (ScorerTrainer trainer : engine.baselines(new BgeSmallEmbedder())) {
            known.put(trainer.name(), Contender.of(trainer));
        }
        qpo.main().forEach(contender -> known.put(contender.name(), contender));
        bounds.forEach(contender -> known.put(contender.name(), contender));
        List<String> wanted =
                policies.isEmpty() ? List.copyOf(known.keySet()) : List.copyOf(policies);
        qpo.controls().forEach(contender -> known.put(contender.name(), contender));
        List<Contender> chosen = new ArrayList<>();
        for (String name : wanted) {
            Contender contender = known.get(name);
            if (contender == null) {
                throw new InputException(
                        "--policies names \""
                                + Excerpt.of(name)
                                + "\", but must be one of "
                                + String.join(", ", known.keySet())
                                + ".");
            }
            chosen.add(contender);
        }
        // What the others are compared with is always there.
        if (!wanted.contains(Judgement.BEST_SINGLE)) {
            chosen.addFirst(Baselines.named(Judgement.BEST_SINGLE));
        }
        return chosen.stream().distinct().toList();
    }
}
