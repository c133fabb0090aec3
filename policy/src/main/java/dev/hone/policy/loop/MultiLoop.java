package dev.hone.policy.loop;

import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Evaluator;
import dev.hone.experience.Query;
import dev.hone.experience.pool.FreeExamples;
import dev.hone.experience.reward.RewardedDataset;
import dev.hone.policy.Policy;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.TrainingBasis;
import dev.hone.policy.TrainingPlan;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunListener;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// The main algorithm of QPO (§1): a policy is trained, tries itself on new queries, and is trained
/// on with what it found.
///
/// The same seed and the same answers give the same loops, so loops that were killed are made again
/// from their start: the ledger has the answers, and nothing is paid for twice; trainings go on
/// where their checkpoints stood.
///
/// @param evaluator asks the target model
/// @param experiences told of every prompt that was scored, with the loop as the step; writes them
///   to the ledger
/// @param progress told of the rest
/// @param random the only source of chance
/// @param checkpoints folder in which each training keeps where it stands, in a folder of its loop;
///   null to keep nothing
public record MultiLoop(
        PolicyEngine engine,
        Evaluator evaluator,
        LoopSettings settings,
        RunListener experiences,
        LoopListener progress,
        RandomStreams random,
        @Nullable Path checkpoints) {

    /// Without checkpoints.
    public MultiLoop(
            PolicyEngine engine,
            Evaluator evaluator,
            LoopSettings settings,
            RunListener experiences,
            LoopListener progress,
            RandomStreams random) {
        this(engine, evaluator, settings, experiences, progress, random, null);
    }

    /// Loop 1: trains from the start, on the source alone.
    ///
    /// @param profile `tiny`, `small` or `paper`
    /// @param epochs other than the profile's
    public Policy first(Task task, Source source, String profile, OptionalInt epochs) {
        List<Query> queries =
                FreeExamples.of(task.splits()).stream()
                        .map(Example::input)
                        .map(text -> new Query(Digest.of(text).hex(), text))
                        .toList();
        TrainingPlan plan =
                TrainingPlan.of(source.rows(), queries, source.prompts(), profile, random)
                        .withBasis(basis(source));
        return train(plan, epochs, 1);
    }

    /// Loops 2 to the last; of a policy that has been through some of them, those that are left.
    ///
    /// @param source what loop 1 was trained on
    /// @throws InputException when no loop is left, or there are no training queries to ask
    /// @throws dev.hone.model.ModelException as the evaluator; the loops before are complete
    public LoopResult run(Task task, Source source, Policy first) {
        int done = first.summary().loop();
        if (done >= settings.loops()) {
            throw new InputException(
                    "The policy has been through "
                            + done
                            + (done == 1 ? " loop" : " loops")
                            + " already, so nothing is left of "
                            + settings.loops()
                            + ". Ask for more.");
        }
        Collector collector =
                new Collector(evaluator, settings, source.setAside(), random, experiences);
        Set<Prompt> known = new HashSet<>(source.prompts());
        RewardedDataset rows = source.rows();
        Policy policy = first;
        List<LoopReport> reports = new ArrayList<>();
        for (int loop = done + 1; loop <= settings.loops(); loop++) {
            Collected collected = collector.collect(task, policy, loop);
            progress.collected(loop, collected);
            Merger.Merged merged = new Merger(rows, settings).merge(collected);
            policy = train(merged.rows(), basis(source), policy, loop);
            LoopReport report = report(loop, collected, merged, known, policy);
            reports.add(report);
            progress.completed(report, policy);
            rows = merged.rows();
            rows.rows().forEach(row -> known.add(row.experience().prompt()));
        }
        return new LoopResult(policy, rows, reports);
    }

    private @Nullable TrainingBasis basis(Source source) {
        return TrainingBasis.of(settings.reward(), source.rows().scale(), source.setAside());
    }

    private Policy train(
            RewardedDataset rows, @Nullable TrainingBasis basis, Policy from, int loop) {
        TrainingPlan plan =
                TrainingPlan.of(
                                rows,
                                List.of(),
                                List.of(),
                                from.summary().profile(),
                                new RandomStreams(random.seedOf("train/" + loop)))
                        .withBasis(basis)
                        .withFrom(from);
        return train(plan, settings.epochs(), loop);
    }

    private Policy train(TrainingPlan plan, OptionalInt epochs, int loop) {
        TrainingPlan kept =
                plan.with(course -> course.withEpochs(epochs).withCheckpoint(checkpoint(loop)));
        return engine.train(kept, losses -> progress.epoch(loop, losses));
    }

    private @Nullable Path checkpoint(int loop) {
        return checkpoints == null ? null : checkpoints.resolve("loop-" + loop);
    }

    /// Removes the checkpoints, once the last policy is safe. Until then those of completed loops
    /// are kept as well: the same loops made again take their trainings from there.
    ///
    /// @throws InputException when they cannot be removed
    public void forget() {
        Path folder = checkpoints;
        if (folder != null) {
            for (int loop = 1; loop <= settings.loops(); loop++) {
                engine.forget(folder.resolve("loop-" + loop));
            }
            engine.forget(folder);
        }
    }

    private static LoopReport report(
            int loop, Collected collected, Merger.Merged merged, Set<Prompt> known, Policy policy) {
        int copied =
                collected.written().entrySet().stream()
                        .filter(prompt -> known.contains(prompt.getKey()))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
        return new LoopReport(
                loop,
                collected.asked(),
                collected.failed(),
                merged.duplicates(),
                merged.dropped(),
                merged.added(),
                merged.rows().rows().size(),
                collected.accuracy(),
                merged.meanReward(),
                collected.written().size(),
                (double) copied / collected.asked(),
                policy.summary().losses());
    }
}
