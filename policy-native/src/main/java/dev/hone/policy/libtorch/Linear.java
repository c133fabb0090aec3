package dev.hone.policy.libtorch;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// A linear layer that is only read: activation(x · weightᵀ + bias). Thread-safe; its memory is
/// given back when it is closed.
public sealed interface Linear extends AutoCloseable
        permits PackedLinear, PlainLinear, SmallLinear {

    /// Copies the weights, laid out as the processor reads them fastest where oneDNN can do that.
    ///
    /// @param weight [out, in]
    /// @param bias [out]
    static Linear of(
            Tensor weight, @Nullable Tensor bias, Activation activation, Precision precision) {
        if (!PackedLinear.AVAILABLE || weight.is_cuda()) {
            return PlainLinear.of(weight, bias, activation, precision);
        }
        return precision == Precision.FLOAT32 && isSmall(weight)
                ? SmallLinear.of(weight, bias, activation)
                : PackedLinear.of(weight, bias, activation, precision);
    }

    /// Whether one row times this matrix takes about as long as a call, on a processor.
    static boolean isSmall(Tensor weight) {
        return weight.numel() <= SmallLinear.MOST;
    }

    /// @param x of any floating type [N, in]
    /// @return in the precision of this layer [N, out]
    Tensor apply(Tensor x);

    @Override
    void close();
}
