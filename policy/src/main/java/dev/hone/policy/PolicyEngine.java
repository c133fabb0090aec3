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

    /// @param progress told after every epoch
    /// @throws InputException when the profile is unknown, a reward is no number or training
    ///   diverges
    Policy train(TrainingPlan plan, Consumer<EpochLosses> progress);

    /// Reads what [Policy#save] wrote.
    ///
    /// @throws InputException when the folder holds no policy, or one that is damaged
    Policy load(Path folder);

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
