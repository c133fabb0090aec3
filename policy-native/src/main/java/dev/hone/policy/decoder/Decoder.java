package dev.hone.policy.decoder;

import static org.bytedeco.pytorch.global.torch.embedding;
import static org.bytedeco.pytorch.global.torch.empty;

import dev.hone.policy.libtorch.Activation;
import dev.hone.policy.libtorch.Cuda;
import dev.hone.policy.libtorch.Linear;
import dev.hone.policy.libtorch.Precision;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The policy network for reading only (QPO §3.1): the same function as in training, for a few new
/// slots after those that a cache remembers. Thread-safe; callers hold the scope of what is made.
///
/// Shapes at the line ends: B rows, T slots, d width, V vocabulary.
public final class Decoder implements AutoCloseable {

    private static final int REWARD = 0;
    private static final int QUERY = 1;
    private static final int PROMPT = 2;

    private final Tensor tokens;
    private final Tensor positions;
    private final Tensor components;
    private final Tensor rewardWeight;
    private final Tensor rewardBias;
    private final Norm inputNorm;
    private final List<Layer> layers = new ArrayList<>();
    private final Norm finalNorm;
    private final Linear promptMlp;
    private final int heads;
    private final Precision precision;
    private final @Nullable OneRow oneRow;

    public Decoder(Map<String, Tensor> tensors, int heads, Precision precision) {
        this.heads = heads;
        this.precision = precision;
        try (PointerScope scope = new PointerScope()) {
            tokens = Norm.own(tensors, "wte.weight"); // [V, d]
            positions = Norm.own(tensors, "wpe.weight");
            components = Norm.own(tensors, "component_embedding.weight");
            rewardWeight = Norm.own(tensors, "reward_embedding.weight"); // [d, 1]
            rewardBias = Norm.own(tensors, "reward_embedding.bias");
            inputNorm = Norm.of(tensors, "input_norm");
            for (int layer = 0; tensors.containsKey("h." + layer + ".ln_1.weight"); layer++) {
                layers.add(new Layer(tensors, "h." + layer, heads, precision));
            }
            finalNorm = Norm.of(tensors, "ln_f");
            promptMlp =
                    Linear.of(
                            Norm.tensor(tensors, "prompt_mlp.weight"),
                            Norm.tensor(tensors, "prompt_mlp.bias"),
                            Activation.RELU,
                            precision);
            oneRow = OneRow.suits(tensors, precision) ? new OneRow(tensors, heads) : null;
        }
    }

    /// The tensor where the weights are.
    public Tensor beside(Tensor tensor) {
        return Cuda.beside(tokens, tensor);
    }

    /// The tokens' embeddings, which the head shares [V, d].
    public Tensor tokens() {
        return tokens;
    }

    private int width() {
        return Math.toIntExact(tokens.size(1));
    }

    /// Without content.
    ///
    /// @param slots that it has room for
    public Cache cache(int rows, int slots) {
        long[] shape = {layers.size(), 2, rows, heads, slots, width() / heads};
        return Cache.of(beside(empty(shape, new TensorOptions(precision.type()), null)));
    }

    /// Reads the rewards and queries.
    ///
    /// @return the states of the slots from which the prompts start [B, d]
    public Tensor read(Prefix prefix, double reward, Cache cache) {
        int rows = prefix.rows();
        int slots = prefix.slots();
        long d = width();
        Tensor x = // [B, T, d]
                embedding(tokens, beside(Tensor.create(prefix.tokens(), rows, slots)))
                        .add(components.select(0, QUERY));
        Tensor first = // [d]
                rewardWeight
                        .select(1, 0)
                        .mul(new Scalar(reward))
                        .add(rewardBias)
                        .add(components.select(0, REWARD));
        x.select(1, 0).copy_(first);
        Tensor places =
                embedding(positions, beside(Tensor.create(prefix.positions(), slots))); // [T, d]
        x = inputNorm.apply(x).add(places).view(rows * (long) slots, d);
        Tensor mask = beside(Tensor.create(prefix.attention(), rows, 1, slots, slots));
        x = layers(x, rows, 0, cache, new TensorOptional(mask));
        return x.view(rows, slots, d).select(1, slots - 1L);
    }

    /// Reads one more prompt token of every row.
    ///
    /// @param position in the table
    /// @param at place in the cache
    /// @param mask whether a row may look at the slots up to this [B, 1, 1, at + 1]
    /// @return [B, d]
    public Tensor next(int[] row, int position, int at, Cache cache, TensorOptional mask) {
        Tensor x = embedding(tokens, beside(Tensor.create(row))).add(components.select(0, PROMPT));
        x = inputNorm.apply(x).add(positions.select(0, position));
        return oneRow != null && row.length == 1 && !mask.has_value()
                ? oneRow.apply(x, at, cache)
                : layers(x, row.length, at, cache, mask);
    }

    /// Reads as many more prompt tokens of every row, each at a position and with a sight of its
    /// own.
    ///
    /// @param read row by row [B × T]
    /// @param places in the table of positions [B × T]
    /// @param at place in the cache
    /// @param seen whether a new slot may look at the slots up to the last of them; each looks at
    ///   one at least [B × T × (at + T)]
    /// @return [B·T, d]
    public Tensor read(int[] read, int[] places, int rows, int at, Cache cache, boolean[] seen) {
        Tensor x = embedding(tokens, beside(Tensor.create(read))).add(components.select(0, PROMPT));
        x = inputNorm.apply(x).add(embedding(positions, beside(Tensor.create(places))));
        long slots = read.length / rows;
        Tensor mask = beside(Tensor.create(seen, rows, 1, slots, at + slots));
        return layers(x, rows, at, cache, new TensorOptional(mask));
    }

    /// What the head is applied to, in 32 bits.
    ///
    /// @param hidden as the other methods return them [N, d]
    /// @return [N, d]
    public Tensor finish(Tensor hidden) {
        return promptMlp.apply(finalNorm.apply(hidden)).to(ScalarType.Float);
    }

    private Tensor layers(Tensor x, int rows, int at, Cache cache, TensorOptional mask) {
        for (int layer = 0; layer < layers.size(); layer++) {
            x = layers.get(layer).apply(x, rows, at, cache.layers().get(layer), mask);
        }
        return x;
    }

    @Override
    public void close() {
        tokens.close();
        positions.close();
        components.close();
        rewardWeight.close();
        rewardBias.close();
        inputNorm.close();
        layers.forEach(Layer::close);
        finalNorm.close();
        promptMlp.close();
        if (oneRow != null) {
            oneRow.close();
        }
    }
}
