package dev.hone.policy.engine;

/// One prompting demonstration to learn from.
///
/// @param reward R', scaled so that 100 is what the policy will be asked for
public record Demonstration(String query, String prompt, double reward) {}
