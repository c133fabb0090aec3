package dev.hone.policy;

import dev.hone.InputException;
import dev.hone.model.Embedder;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/// Trains and loads policies. Found as a service, because the one there is,
/// `dev.hone:hone-policy-native`, brings native libraries of a hundred megabytes that nobody needs
/// who only searches prompts. Thread-safe.
public interface PolicyEngine {

    /// Trains; where the plan has a folder for checkpoints, what was killed goes on from the last
    /// epoch that is there, to the same policy.
    ///
    /// @param progress told after every epoch of this call
    /// @throws InputException when the profile is unknown, a reward is no number, training
    ///   diverges, or a checkpoint cannot be written or is of another training; the folder is then
    ///   as it was
    Policy train(TrainingPlan plan, Consumer<EpochLosses> progress);

    /// Removes the checkpoint from a folder, once nothing is to go on from it, and the folder when
    /// it is empty then. What others put there stays.
    ///
    /// @throws InputException when it cannot be removed
    default void forget(Path checkpoint) {}

    /// Reads what [Policy#save] wrote.
    ///
    /// @param computation of everything the policy does from then on
    /// @throws InputException when the folder holds no policy, or one that is damaged, or there is
    ///   no such device
    Policy load(Path folder, Computation computation);

    /// As above, with the usual computation.
    default Policy load(Path folder) {
        return load(folder, Computation.USUAL);
    }

    /// Baselines that need native code.
    ///
    /// @param embedder for queries and prompts
    List<ScorerTrainer> baselines(Embedder embedder);

    /// The engine on the class path.
    ///
    /// @throws InputException when there is none
    static PolicyEngine find() {
        return ServiceLoader.load(PolicyEngine.class)
                .findFirst()
                .orElseThrow(
                        () ->
                                new InputException(
                                        "Policies need dev.hone:hone-policy-native on the class"
                                                + " path; ./hone puts it there by itself."));
    }
}
