package dev.hone.policy.libtorch;

import static org.bytedeco.pytorch.global.torch.linear;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.jspecify.annotations.Nullable;

/// By libtorch's ordinary kernels.
record PlainLinear(Tensor weight, @Nullable Tensor bias, Activation activation, Precision precision)
        implements Linear {

    static PlainLinear of(
            Tensor weight, @Nullable Tensor bias, Activation activation, Precision precision) {
        return new PlainLinear(
                own(weight, precision),
                bias == null ? null : own(bias, precision),
                activation,
                precision);
    }

    @Override
    public Tensor apply(Tensor x) {
        TensorOptional added = bias == null ? new TensorOptional() : new TensorOptional(bias);
        return activation.of(linear(x.to(precision.type()), weight, added));
    }

    @Override
    public void close() {
        weight.close();
        if (bias != null) {
            bias.close();
        }
    }

    private static Tensor own(Tensor tensor, Precision precision) {
        Tensor cast = tensor.detach().to(precision.type());
        return cast.clone().contiguous().retainReference();
    }
}
