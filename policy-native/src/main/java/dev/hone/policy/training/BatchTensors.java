package dev.hone.policy.training;

import dev.hone.policy.gpt2.NetworkInput;
import dev.hone.policy.libtorch.Tensors;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// A [Batch] as tensors.
///
/// @param targets [N]
/// @param predictors index of the slot that predicts each target, into B × T [N]
/// @param weights [N]
record BatchTensors(NetworkInput input, Tensor targets, Tensor predictors, Tensor weights) {

    static BatchTensors of(Batch batch, ScalarType type) {
        int b = batch.rows;
        int t = batch.slots;
        int n = batch.targets.length;
        return new BatchTensors(
                new NetworkInput(
                        Tensors.of(batch.rewards, b, 1).to(type),
                        Tensors.of(batch.tokens, b, t),
                        Tensors.of(batch.positions, t),
                        Tensors.of(batch.components, t),
                        attention(batch),
                        Tensors.of(batch.computed, batch.computed.length).to(ScalarType.Long)),
                Tensors.of(batch.targets, n).to(ScalarType.Long),
                Tensors.of(batch.predictors, n),
                Tensors.of(batch.weights, n).to(type));
    }

    /// Where another tensor is.
    BatchTensors beside(Tensor where) {
        return !where.is_cuda()
                ? this
                : new BatchTensors(
                        input.beside(where), targets.cuda(), predictors.cuda(), weights.cuda());
    }

    /// A slot looks at what is visible and not after it.
    private static Tensor attention(Batch batch) {
        int t = batch.slots;
        boolean[] causal = new boolean[t * t];
        for (int slot = 0; slot < t; slot++) {
            for (int seen = 0; seen <= slot; seen++) {
                causal[slot * t + seen] = true;
            }
        }
        Tensor visible = Tensors.of(batch.visible, batch.rows, 1, 1, t);
        return visible.logical_and(Tensors.of(causal, 1, 1, t, t)); // [B, 1, T, T]
    }
}
