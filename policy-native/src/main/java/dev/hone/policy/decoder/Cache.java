package dev.hone.policy.decoder;

import org.bytedeco.pytorch.Tensor;

/// What a layer remembers of the slots before: keys and values, and both in one. B rows, H heads, S
/// slots, d width.
///
/// @param both [2, B, H, S, d/H]
/// @param keys [B, H, S, d/H]
/// @param values [B, H, S, d/H]
public record Cache(Tensor both, Tensor keys, Tensor values) {

    static Cache of(Tensor both) {
        return new Cache(both, both.select(0, 0), both.select(0, 1));
    }
}
