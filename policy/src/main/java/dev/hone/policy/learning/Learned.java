package dev.hone.policy.learning;

import dev.hone.InputException;
import dev.hone.policy.Computation;
import dev.hone.policy.Policy;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.fallback.SafeFallBack;

import java.nio.file.Path;

/// A policy and the fall-back that makes it safe to use. Thread-safe.
public record Learned(Policy policy, SafeFallBack fallBack) {

    /// Writes both into a folder, which is made where it does not exist. A policy that is there is
    /// replaced once the new one is on the disk.
    ///
    /// @throws InputException when it cannot be written; a policy that was there stays
    public void save(Path folder) {
        Staging.write(
                folder,
                stage -> {
                    fallBack.save(stage);
                    policy.save(stage);
                });
    }

    /// Reads what [#save] wrote.
    ///
    /// @throws InputException when the folder holds no policy, or one that is damaged
    public static Learned load(Path folder, PolicyEngine engine) {
        return load(folder, engine, Computation.USUAL);
    }

    /// As above.
    ///
    /// @throws InputException as well when there is no such device
    public static Learned load(Path folder, PolicyEngine engine, Computation computation) {
        Policy policy = engine.load(folder, computation);
        return new Learned(policy, SafeFallBack.load(folder, policy));
    }
}
