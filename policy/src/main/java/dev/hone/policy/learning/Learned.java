package dev.hone.policy.learning;

import dev.hone.InputException;
import dev.hone.policy.Policy;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.fallback.SafeFallBack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A policy and the fall-back that makes it safe to use. Thread-safe.
public record Learned(Policy policy, SafeFallBack fallBack) {

    /// Writes both into a folder, which is made where it does not exist.
    public void save(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new InputException("The folder " + folder + " cannot be made: " + e, e);
        }
        fallBack.save(folder);
        policy.save(folder);
    }

    /// Reads what [#save] wrote.
    ///
    /// @throws InputException when the folder holds no policy, or one that is damaged
    public static Learned load(Path folder, PolicyEngine engine) {
        Policy policy = engine.load(folder);
        return new Learned(policy, SafeFallBack.load(folder, policy));
    }
}
