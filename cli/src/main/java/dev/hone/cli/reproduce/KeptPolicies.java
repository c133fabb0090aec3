package dev.hone.cli.reproduce;

import dev.hone.Digest;
import dev.hone.InputException;
import dev.hone.experience.benchmark.Contestant;
import dev.hone.experience.reward.RewardedDataset;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.Policy;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.TrainingPlan;
import dev.hone.result.AtomicFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Policies that are trained from their start, kept so that the same command again need not train
/// them again.
///
/// @param folder of one task, setting and seed; null to keep nothing
record KeptPolicies(PolicyEngine engine, @Nullable Path folder) {

    private static final String NOTE = "plan.txt";
    private static final String CHECKPOINT = ".training";

    /// The policy of a plan, from the folder where it was trained by the same plan.
    Policy trained(Contestant contestant, TrainingPlan plan, Consumer<EpochLosses> progress) {
        Path own = folder(contestant);
        if (own == null) {
            return engine.train(plan, progress);
        }
        String digest = digest(plan);
        if (isKept(own.resolve(NOTE), digest)) {
            return engine.load(own);
        }
        Path checkpoint = own.resolve(CHECKPOINT);
        Policy policy =
                engine.train(plan.with(course -> course.withCheckpoint(checkpoint)), progress);
        save(contestant, policy);
        write(own, digest);
        engine.forget(checkpoint);
        return policy;
    }

    /// Where the loops keep how far their trainings are; null to keep nothing.
    @Nullable Path checkpoints() {
        return folder == null ? null : folder.resolve(CHECKPOINT);
    }

    /// Keeps a policy for people to look at.
    void save(Contestant contestant, Policy policy) {
        Path own = folder(contestant);
        if (own != null) {
            try {
                Files.createDirectories(own);
                Files.deleteIfExists(own.resolve(NOTE));
            } catch (IOException e) {
                throw new InputException("The folder " + own + " cannot be made: " + e, e);
            }
            policy.save(own);
        }
    }

    private @Nullable Path folder(Contestant contestant) {
        return folder == null ? null : folder.resolve(contestant.id());
    }

    private static boolean isKept(Path note, String digest) {
        try {
            return Files.exists(note) && Files.readString(note).strip().equals(digest);
        } catch (IOException e) {
            return false;
        }
    }

    private static void write(Path own, String digest) {
        try {
            AtomicFile.write(own, NOTE, (digest + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new InputException(own.resolve(NOTE) + " cannot be written: " + e, e);
        }
    }

    /// Everything that shapes a training.
    private static String digest(TrainingPlan plan) {
        List<String> parts = new ArrayList<>();
        parts.add(plan.course().toString());
        parts.add(Long.toString(plan.random().seed()));
        plan.queries().forEach(query -> parts.add(query.text()));
        parts.add("");
        plan.prompts().forEach(prompt -> parts.add(prompt.text()));
        for (RewardedDataset.Row row : plan.data().rows()) {
            parts.add(row.experience().query().text());
            parts.add(row.experience().prompt().text());
            parts.add(Double.toString(row.normalised()));
        }
        return Digest.of(parts.toArray(String[]::new)).hex();
    }
}
