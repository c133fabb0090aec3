package dev.hone.policy.fallback;

import dev.hone.Prompt;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.policy.PromptScorer;
import dev.hone.policy.baseline.BestSingle;
import dev.hone.policy.judgement.Choices;
import dev.hone.policy.judgement.Folds;
import dev.hone.run.RandomStreams;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Leaves the best single prompt only where a gain is credible.
///
/// The predicted gain of a prompt for a query is that of a [GainModel] plus a share of how much
/// more likely the policy is to write it than the best single prompt. The share is the slope with
/// which the policy's preference explains, on validation queries the policy was not trained on,
/// what the gain model leaves unexplained, less 1.645 standard errors: a policy that shows nothing
/// there counts for nothing. Penalty and threshold are those with the highest credible gain under
/// cross-validation by query; where none is credible, the best single prompt is used throughout.
///
/// Immutable; thread-safe when the policy is.
public final class SafeFallBack {

    private static final double[] PENALTIES = {3, 10, 30, 100};
    private static final int FOLDS = 10;

    private final GainModel model;
    private final PromptScorer policy;
    private final List<Prompt> prompts;
    private final Prompt best;
    private final double share;
    private final Threshold threshold;

    SafeFallBack(
            GainModel model,
            PromptScorer policy,
            List<Prompt> prompts,
            Prompt best,
            double share,
            Threshold threshold) {
        this.model = model;
        this.policy = policy;
        this.prompts = prompts;
        this.best = best;
        this.share = share;
        this.threshold = threshold;
    }

    /// @param training what the policy was trained on
    /// @param validation queries the policy has not seen; may be empty, the policy's own preference
    ///   then counts for nothing
    /// @param policy gives every known prompt its probability, between 0 and 1, for a query
    public static SafeFallBack fit(
            OfflineDataset training,
            OfflineDataset validation,
            PromptScorer policy,
            RandomStreams random) {
        OfflineDataset all = training.plus(validation);
        Prompt best = BestSingle.of(all);
        if (all.queries().size() < 2 * FOLDS) {
            return new SafeFallBack(
                    GainModel.fit(all, best, PENALTIES[0]),
                    policy,
                    all.prompts(),
                    best,
                    0,
                    Threshold.NEVER);
        }
        List<Folds.Fold> folds = PredictedGains.folds(all, FOLDS, random);
        double penalty = PENALTIES[0];
        Threshold threshold = Threshold.NEVER;
        double share = 0;
        for (double candidate : PENALTIES) {
            PredictedGains own = PredictedGains.crossFitted(all, folds, best, candidate);
            Preference preference = Preference.of(own, validation, policy);
            PredictedGains predicted = preference.share() > 0 ? preference.added() : own;
            Threshold fitted = Threshold.fit(predicted);
            if (fitted.credibleGain() > threshold.credibleGain()) {
                threshold = fitted;
                penalty = candidate;
                share = preference.share();
            }
        }
        return new SafeFallBack(
                GainModel.fit(all, best, penalty), policy, all.prompts(), best, share, threshold);
    }

    /// One choice for every query, in their order.
    public List<SafeChoice> choose(List<Query> queries) {
        double[][] preferences = share > 0 ? policy.score(queries, prompts) : new double[0][];
        int bestIndex = prompts.indexOf(best);
        List<SafeChoice> choices = new ArrayList<>(queries.size());
        for (int i = 0; i < queries.size(); i++) {
            double[] gains = model.gains(queries.get(i), prompts);
            for (int prompt = 0; share > 0 && prompt < gains.length; prompt++) {
                gains[prompt] += share * (preferences[i][prompt] - preferences[i][bestIndex]);
            }
            int choice = PredictedGains.highest(gains);
            boolean credible = gains[choice] > threshold.value();
            choices.add(
                    new SafeChoice(
                            queries.get(i),
                            credible ? prompts.get(choice) : best,
                            gains[choice],
                            !credible));
        }
        return choices;
    }

    /// The prompts chosen, for a table.
    public Choices choices(List<Query> queries) {
        return new Choices(queries, choose(queries).stream().map(SafeChoice::prompt).toList());
    }

    /// All prompts that may be chosen.
    public List<Prompt> prompts() {
        return prompts;
    }

    GainModel model() {
        return model;
    }

    /// Writes `fallback.json` into a folder that exists.
    public void save(Path folder) {
        FallBackFile.write(folder, this);
    }

    /// Reads what [#save] wrote.
    ///
    /// @param policy the one it was fitted with
    /// @throws dev.hone.InputException when the file is missing or damaged
    public static SafeFallBack load(Path folder, PromptScorer policy) {
        return FallBackFile.read(folder, policy);
    }

    /// The prompt that is used where no gain is credible.
    public Prompt best() {
        return best;
    }

    /// The weight of the policy's own preference in the predicted gain, at least 0.
    public double share() {
        return share;
    }

    /// The predicted gain above which the best single prompt is left; infinite for never.
    public double threshold() {
        return threshold.value();
    }

    /// Mean gain per query that cross-validation found at the threshold, in score.
    public double expectedGain() {
        return threshold.gain();
    }
}
