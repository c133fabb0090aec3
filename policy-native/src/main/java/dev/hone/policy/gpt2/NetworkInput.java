package dev.hone.policy.gpt2;

import org.bytedeco.pytorch.Tensor;

/// What the network reads: B sequences of T slots, of which the first holds the reward.
///
/// @param rewards R' [B, 1]
/// @param tokens the first of each row is not read [B, T]
/// @param positions [T]
/// @param components 0 reward, 1 query, 2 prompt [T]
/// @param attention whether a slot may look at another [B, 1, T, T]
public record NetworkInput(
        Tensor rewards, Tensor tokens, Tensor positions, Tensor components, Tensor attention) {}
