package dev.hone.policy.libtorch;

import static org.bytedeco.pytorch.global.torch.addmv;
import static org.bytedeco.pytorch.global.torch.mv;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// A matrix so small that oneDNN takes longer to prepare its product with one row than BLAS takes
/// for the product; more rows are worth the preparation.
///
/// @param weight in 32 bits [out, in]
record SmallLinear(Tensor weight, @Nullable Tensor bias, Activation activation, Linear many)
        implements Linear {

    /// Numbers in a matrix up to which it is small; also bounds the memory of a second copy.
    static final long MOST = 1L << 20;

    static SmallLinear of(Tensor weight, @Nullable Tensor bias, Activation activation) {
        return new SmallLinear(
                own(weight),
                bias == null ? null : own(bias),
                activation,
                PackedLinear.of(weight, bias, activation, Precision.FLOAT32));
    }

    @Override
    public Tensor apply(Tensor x) {
        if (x.size(0) != 1) {
            return many.apply(x);
        }
        Tensor row = x.to(ScalarType.Float).select(0, 0);
        return activation
                .of(bias == null ? mv(weight, row) : addmv(bias, weight, row))
                .unsqueeze(0);
    }

    @Override
    public void close() {
        weight.close();
        if (bias != null) {
            bias.close();
        }
        many.close();
    }

    private static Tensor own(Tensor tensor) {
        return tensor.detach().to(ScalarType.Float).clone().contiguous().retainReference();
    }
}
