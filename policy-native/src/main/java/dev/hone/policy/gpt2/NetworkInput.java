package dev.hone.policy.gpt2;

import org.bytedeco.pytorch.Tensor;

/// What the network reads: B sequences of T slots, of which the first holds the reward.
///
/// @param rewards R' [B, 1]
/// @param tokens the first of each row is not read [B, T]
/// @param positions [T]
/// @param components 0 reward, 1 query, 2 prompt [T]
/// @param attention whether a slot may look at another; each looks at one at least [B, 1, T, T]
/// @param computed the slots whose hidden states are wanted or looked at, as indices into B × T,
///   ascending and without repeats; all others cost nothing [N]
public record NetworkInput(
        Tensor rewards,
        Tensor tokens,
        Tensor positions,
        Tensor components,
        Tensor attention,
        Tensor computed) {

    /// Where another tensor is.
    public NetworkInput beside(Tensor where) {
        return !where.is_cuda()
                ? this
                : new NetworkInput(
                        rewards.cuda(),
                        tokens.cuda(),
                        positions.cuda(),
                        components.cuda(),
                        attention.cuda(),
                        computed.cuda());
    }
}
