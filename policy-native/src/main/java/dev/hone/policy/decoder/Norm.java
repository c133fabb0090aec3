package dev.hone.policy.decoder;

import static org.bytedeco.pytorch.global.torch.layer_norm;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.Map;

/// Layer normalisation with the weights of that name, in 32 bits.
record Norm(long[] shape, TensorOptional weight, TensorOptional bias) implements AutoCloseable {

    private static final double EPSILON = 1e-5;

    static Norm of(Map<String, Tensor> tensors, String name) {
        Tensor weight = copy(tensors, name + ".weight");
        return new Norm(
                new long[] {weight.size(0)},
                new TensorOptional(weight).retainReference(),
                new TensorOptional(copy(tensors, name + ".bias")).retainReference());
    }

    Tensor apply(Tensor x) { // [N, d]
        return layer_norm(x, shape, weight, bias, EPSILON, true);
    }

    @Override
    public void close() {
        weight.close();
        bias.close();
    }

    /// A copy that outlives the scope it is made in.
    static Tensor own(Map<String, Tensor> tensors, String name) {
        return copy(tensors, name).retainReference();
    }

    private static Tensor copy(Map<String, Tensor> tensors, String name) {
        return tensor(tensors, name).to(ScalarType.Float).clone().contiguous();
    }

    /// @throws IllegalArgumentException for a name that there is not
    static Tensor tensor(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("There is no tensor " + name + ".");
        }
        return tensor.detach();
    }
}
