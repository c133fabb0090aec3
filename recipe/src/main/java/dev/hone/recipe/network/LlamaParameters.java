package dev.hone.recipe.network;

import static org.bytedeco.pytorch.global.torch.empty;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a network learns, by the names of GGUF. Weights are [out, in]; the head shares the token
/// embedding.
public final class LlamaParameters {

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    /// Filled from libtorch's generator: normal, of a deviation of 1 over the square root of the
    /// inputs, less for what is added to the residual stream.
    public LlamaParameters(LlamaConfig config) {
        long d = config.width();
        double deviation = 1 / Math.sqrt(d);
        double residual = deviation / Math.sqrt(2.0 * config.layers());
        normal("token_embd.weight", deviation, config.vocabulary(), d);
        for (int layer = 0; layer < config.layers(); layer++) {
            String block = "blk." + layer + ".";
            ones(block + "attn_norm.weight", d);
            normal(block + "attn_q.weight", deviation, d, d);
            normal(block + "attn_k.weight", deviation, d, d);
            normal(block + "attn_v.weight", deviation, d, d);
            normal(block + "attn_output.weight", residual, d, d);
            ones(block + "ffn_norm.weight", d);
            normal(block + "ffn_gate.weight", deviation, config.inner(), d);
            normal(block + "ffn_up.weight", deviation, config.inner(), d);
            normal(block + "ffn_down.weight", residual, d, config.inner());
        }
        ones("output_norm.weight", d);
    }

    private LlamaParameters(Map<String, Tensor> tensors) {
        this.tensors.putAll(tensors);
    }

    /// The same numbers with gradients of their own, for a thread of its own.
    public LlamaParameters twin() {
        Map<String, Tensor> twins = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> twins.put(name, tensor.detach().set_requires_grad(true)));
        return new LlamaParameters(twins);
    }

    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("There is no parameter " + name + ".");
        }
        return tensor;
    }

    public Map<String, Tensor> all() {
        return Collections.unmodifiableMap(tensors);
    }

    public TensorVector asVector() {
        return new TensorVector(tensors.values().toArray(Tensor[]::new));
    }

    /// Adds the gradients of a twin to these, and clears the twin's.
    public void takeGradients(LlamaParameters twin) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard off = new NoGradGuard()) {
            tensors.forEach(
                    (name, tensor) -> {
                        Tensor other = twin.get(name);
                        tensor.grad().add_(other.grad());
                        other.mutable_grad().reset();
                    });
        }
    }

    public long count() {
        return tensors.values().stream().mapToLong(Tensor::numel).sum();
    }

    private void normal(String name, double deviation, long... shape) {
        Tensor tensor = empty(shape, new TensorOptions(ScalarType.Float), null);
        tensor.normal_(0, deviation, new GeneratorOptional());
        tensors.put(name, tensor.set_requires_grad(true));
    }

    private void ones(String name, long length) {
        Tensor tensor = empty(new long[] {length}, new TensorOptions(ScalarType.Float), null);
        tensor.fill_(new Scalar(1));
        tensors.put(name, tensor.set_requires_grad(true));
    }
}
