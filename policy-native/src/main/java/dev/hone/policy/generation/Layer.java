package dev.hone.policy.generation;

import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;

import dev.hone.policy.libtorch.Activation;
import dev.hone.policy.libtorch.Cuda;
import dev.hone.policy.libtorch.Linear;
import dev.hone.policy.libtorch.Precision;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;

import java.util.Map;

/// One layer of GPT-2 that remembers the slots it has seen. Sums run in 32 bits from layer to
/// layer, whatever the weights are.
///
/// Shapes at the line ends: B rows, T new slots, d width, H heads, S slots of the cache.
final class Layer implements AutoCloseable {

    private final int heads;
    private final Norm norm1;
    private final Linear attention;
    private final Linear projection;
    private final Norm norm2;
    private final Linear inner;
    private final Linear outer;
    private final Precision precision;
    private final DoubleOptional scale = new DoubleOptional().retainReference();

    /// @param name such as `h.0`
    Layer(Map<String, Tensor> tensors, String name, int heads, Precision precision) {
        this.heads = heads;
        this.precision = precision;
        norm1 = Norm.of(tensors, name + ".ln_1");
        attention = linear(tensors, name + ".attn.c_attn", Activation.NONE);
        projection = linear(tensors, name + ".attn.c_proj", Activation.NONE);
        norm2 = Norm.of(tensors, name + ".ln_2");
        inner = linear(tensors, name + ".mlp.c_fc", Activation.GELU);
        outer = linear(tensors, name + ".mlp.c_proj", Activation.NONE);
    }

    /// What a layer remembers of the slots before: keys and values, and both in one.
    ///
    /// @param both [2, B, H, S, d/H]
    /// @param keys [B, H, S, d/H]
    /// @param values [B, H, S, d/H]
    record Cache(Tensor both, Tensor keys, Tensor values) {}

    Cache cache(int rows, int slots, int width) {
        long[] shape = {2, rows, heads, slots, width / heads};
        Tensor both =
                Cuda.beside(
                        norm1.weight().get(),
                        empty(shape, new TensorOptions(precision.type()), null));
        return new Cache(both, both.select(0, 0), both.select(0, 1));
    }

    /// @param x the new slots' states [B·T, d]
    /// @param at the new slots' place in the cache
    /// @param mask whether new slots may look at those up to the last of them [B, 1, T, at + T]
    Tensor apply(Tensor x, int rows, int at, Cache cache, TensorOptional mask) {
        long d = x.size(1);
        long slots = x.size(0) / rows;
        Tensor parts =
                attention
                        .apply(norm1.apply(x))
                        .view(rows, slots, 3, heads, d / heads)
                        .permute(2, 0, 3, 1, 4); // [3, B, H, T, d/H]
        cache.both().narrow(3, at, slots).copy_(parts.narrow(0, 1, 2));
        Tensor mixed =
                scaled_dot_product_attention(
                        parts.select(0, 0),
                        cache.keys().narrow(2, 0, at + slots),
                        cache.values().narrow(2, 0, at + slots),
                        mask,
                        0,
                        false,
                        scale,
                        false); // [B, H, T, d/H]
        Tensor joined = mixed.transpose(1, 2).reshape(rows * slots, d);
        Tensor attended = x.add(projection.apply(joined));
        return attended.add(outer.apply(inner.apply(norm2.apply(attended))));
    }

    @Override
    public void close() {
        norm1.close();
        attention.close();
        projection.close();
        norm2.close();
        inner.close();
        outer.close();
        scale.close();
    }

    /// GPT-2 keeps its weights [in, out].
    private Linear linear(Map<String, Tensor> tensors, String name, Activation activation) {
        Tensor weight = Norm.tensor(tensors, name + ".weight").t();
        return Linear.of(weight, Norm.tensor(tensors, name + ".bias"), activation, precision);
    }
}
