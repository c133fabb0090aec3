package dev.hone.policy.loop;

import dev.hone.Dataset;
import dev.hone.Task;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.policy.learning.Learned;
import dev.hone.run.RandomStreams;
import dev.hone.statistics.PairedComparison;

/// What a policy is worth on a split of a task, beside the best single prompt on the same examples.
///
/// @param bestSingle the prompt that the policy falls back to, everywhere
/// @param policy the prompts that the policy chose
/// @param againstBestSingle the best single prompt is the baseline
public record PolicyEvaluation(
        PolicyChoice choice,
        Evaluation bestSingle,
        MixedEvaluation policy,
        PairedComparison againstBestSingle) {

    /// Chooses without asking the target model, then asks it.
    ///
    /// @param free whether the policy may write any prompt; otherwise it chooses among the known
    ///   ones, with the safe fall-back
    /// @param random of the bootstrap
    /// @throws dev.hone.model.ModelException as the evaluator
    public static PolicyEvaluation of(
            Learned learned,
            boolean free,
            Task task,
            Dataset dataset,
            Evaluator evaluator,
            RandomStreams random) {
        PolicyChoice choice = PolicyChoice.of(learned, dataset, free);
        Evaluation single = evaluator.evaluate(task, learned.fallBack().best(), dataset);
        return of(choice, single, evaluator.evaluateEach(task, choice.prompts(), dataset), random);
    }

    /// Of evaluations at hand.
    ///
    /// @throws IllegalArgumentException when the evaluations are of different data
    public static PolicyEvaluation of(
            PolicyChoice choice,
            Evaluation bestSingle,
            MixedEvaluation policy,
            RandomStreams random) {
        return new PolicyEvaluation(
                choice,
                bestSingle,
                policy,
                PairedComparison.of(
                        bestSingle, policy, random.stream("policy against best single")));
    }
}
