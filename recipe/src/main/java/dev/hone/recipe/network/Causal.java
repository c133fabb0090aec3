package dev.hone.recipe.network;

import dev.hone.policy.libtorch.Tensors;

import org.bytedeco.pytorch.Tensor;

/// What is added to attention so that no slot sees one behind it.
final class Causal {

    private Causal() {}

    static Tensor mask(int slots) {
        float[] mask = new float[slots * slots];
        for (int at = 0; at < slots; at++) {
            for (int behind = at + 1; behind < slots; behind++) {
                mask[at * slots + behind] = Float.NEGATIVE_INFINITY;
            }
        }
        return Tensors.of(mask, slots, slots); // [T, T]
    }
}
