package dev.hone.policy;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.OptionalInt;

/// How a policy is trained, whatever it is trained on.
///
/// @param profile `tiny`, `small` or `paper`
/// @param epochs other than the profile's
/// @param rewardTerm whether the loss has its reward term (QPO §3.3)
/// @param conditioned whether the policy is told the rewards; without, every demonstration has the
///   same one and the policy clones behaviour
/// @param pretrained folder of a GPT-2 to start from; null for the profile's own start
/// @param checkpoint folder in which training keeps where it stands, and goes on from what it finds
///   there; null to keep nothing
/// @param computation of a policy that starts anew; one that goes on from another computes as that
public record TrainingCourse(
        String profile,
        OptionalInt epochs,
        boolean rewardTerm,
        boolean conditioned,
        @Nullable Path pretrained,
        @Nullable Path checkpoint,
        Computation computation) {

    /// The profile's own course, without checkpoints.
    public static TrainingCourse of(String profile) {
        return new TrainingCourse(
                profile, OptionalInt.empty(), true, true, null, null, Computation.USUAL);
    }

    public TrainingCourse withEpochs(OptionalInt value) {
        return new TrainingCourse(
                profile, value, rewardTerm, conditioned, pretrained, checkpoint, computation);
    }

    public TrainingCourse withPretrained(@Nullable Path folder) {
        return new TrainingCourse(
                profile, epochs, rewardTerm, conditioned, folder, checkpoint, computation);
    }

    public TrainingCourse withCheckpoint(@Nullable Path folder) {
        return new TrainingCourse(
                profile, epochs, rewardTerm, conditioned, pretrained, folder, computation);
    }

    public TrainingCourse withComputation(Computation value) {
        return new TrainingCourse(
                profile, epochs, rewardTerm, conditioned, pretrained, checkpoint, value);
    }

    /// Control: L_prompt alone.
    public TrainingCourse withoutRewardTerm() {
        return new TrainingCourse(
                profile, epochs, false, conditioned, pretrained, checkpoint, computation);
    }

    /// Control: behaviour cloning.
    public TrainingCourse withoutRewards() {
        return new TrainingCourse(
                profile, epochs, false, false, pretrained, checkpoint, computation);
    }
}
