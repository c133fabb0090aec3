package dev.hone.policy.decoder;

import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;
import static org.bytedeco.pytorch.global.torch.softmax;

import dev.hone.policy.libtorch.Activation;
import dev.hone.policy.libtorch.Linear;
import dev.hone.policy.libtorch.Precision;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;

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

    /// @param x the new slots' states [B·T, d]
    /// @param at the new slots' place in the cache
    /// @param mask whether new slots may look at those up to the last of them [B, 1, T, at + T]
    Tensor apply(Tensor x, int rows, int at, Cache.Part cache, TensorOptional mask) {
        long d = x.size(1);
        long slots = x.size(0) / rows;
        Tensor parts =
                attention
                        .apply(norm1.apply(x))
                        .view(rows, slots, 3, heads, d / heads)
                        .permute(2, 0, 3, 1, 4); // [3, B, H, T, d/H]
        cache.both().narrow(3, at, slots).copy_(parts.narrow(0, 1, 2));
        Tensor keys = cache.keys().narrow(2, 0, at + slots);
        Tensor values = cache.values().narrow(2, 0, at + slots);
        Tensor query = parts.select(0, 0);
        Tensor mixed = // [B, H, T, d/H]
                slots == 1 ? fused(query, keys, values, mask) : attend(query, keys, values, mask);
        Tensor joined = mixed.transpose(1, 2).reshape(rows * slots, d);
        Tensor attended = x.add(projection.apply(joined));
        return attended.add(outer.apply(inner.apply(norm2.apply(attended))));
    }

    /// libtorch's own attention: the quickest for one new slot, slow for more.
    private Tensor fused(Tensor query, Tensor keys, Tensor values, TensorOptional mask) {
        return scaled_dot_product_attention(query, keys, values, mask, 0, false, scale, false);
    }

    /// In 32 bits, whatever the weights are.
    private static Tensor attend(Tensor query, Tensor keys, Tensor values, TensorOptional mask) {
        Scalar shrink = new Scalar(1 / Math.sqrt((double) query.size(3)));
        Tensor scores = // [B, H, T, at + T]
                query.to(ScalarType.Float)
                        .mul(shrink)
                        .matmul(keys.to(ScalarType.Float).transpose(2, 3));
        if (mask.has_value()) {
            Tensor unseen = mask.get().logical_not();
            scores = scores.masked_fill(unseen, new Scalar(Double.NEGATIVE_INFINITY));
        }
        return softmax(scores, -1).matmul(values.to(ScalarType.Float));
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
