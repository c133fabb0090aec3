package dev.hone.policy.gpt2;

import static org.bytedeco.pytorch.global.torch.addmm;
import static org.bytedeco.pytorch.global.torch.dropout;
import static org.bytedeco.pytorch.global.torch.embedding;
import static org.bytedeco.pytorch.global.torch.gelu;
import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.softmax;

import dev.hone.policy.libtorch.Cuda;
import dev.hone.policy.libtorch.Tensors;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/// GPT-2 that reads a reward and a query and writes a prompt (QPO §3.1).
///
/// Shapes at the line ends: B rows, T slots, d width, H heads, V vocabulary, N tokens to be
/// written.
public final class PolicyNetwork {

    public static final double NORM_EPSILON = 1e-5;

    private final PolicyConfig config;
    private final Parameters parameters;
    private final double dropout;

    /// @param dropout share of values dropped in training, in [0, 1)
    public PolicyNetwork(PolicyConfig config, Parameters parameters, double dropout) {
        this.config = config;
        this.parameters = parameters;
        this.dropout = dropout;
    }

    /// The last hidden states, 0 in slots that are not computed. Only attention looks across slots,
    /// so all else is done on the N computed ones side by side.
    public Tensor hidden(NetworkInput input, boolean training) {
        NetworkInput batch = input.beside(get("wte.weight"));
        ComputedSlots slots = ComputedSlots.of(batch);
        Tensor x = slots.pack(norm(embed(batch), "input_norm")); // [N, d]
        Tensor positions = embedding(get("wpe.weight"), batch.positions()); // [T, d]
        x = x.add(slots.packEach(positions)); // [N, d]
        x = dropout(x, dropout, training);
        for (int layer = 0; layer < config.layers(); layer++) {
            x = block("h." + layer, x, slots, batch.attention(), training);
        }
        return slots.unpack(norm(x, "ln_f")); // [B, T, d]
    }

    /// Logits of the next token from hidden states: a linear layer and ReLU stand before the head,
    /// which shares the token embedding.
    public Tensor promptLogits(Tensor hidden) { // [N, d]
        Tensor z = linear(hidden, get("prompt_mlp.weight"), get("prompt_mlp.bias")).relu();
        return linear(z, get("wte.weight")); // [N, V]
    }

    /// Logits of these tokens alone.
    public Tensor promptLogits(Tensor hidden, int[] tokens) { // [N, d]
        Tensor z = linear(hidden, get("prompt_mlp.weight"), get("prompt_mlp.bias")).relu();
        Tensor all = get("wte.weight");
        Tensor wanted = Cuda.beside(all, Tensors.of(tokens, tokens.length));
        Tensor rows = all.index_select(0, wanted);
        return linear(z, rows); // [N, tokens]
    }

    /// The reward read back from the first slot's hidden state.
    public Tensor predictedReward(Tensor hidden) { // [B, T, d]
        Tensor first = hidden.select(1, 0); // [B, d]
        return linear(first, get("reward_head.weight"), get("reward_head.bias")).squeeze(1); // [B]
    }

    private Tensor embed(NetworkInput batch) {
        Tensor tokens = embedding(get("wte.weight"), batch.tokens()); // [B, T, d]
        Tensor reward =
                linear(
                        batch.rewards(), // [B, 1]
                        get("reward_embedding.weight"),
                        get("reward_embedding.bias")); // [B, d]
        long slots = tokens.size(1);
        Tensor content =
                slots == 1
                        ? reward.unsqueeze(1)
                        : Tensors.cat(1, reward.unsqueeze(1), tokens.narrow(1, 1, slots - 1));
        Tensor part = embedding(get("component_embedding.weight"), batch.components()); // [T, d]
        return content.add(part);
    }

    private Tensor block(
            String name, Tensor x, ComputedSlots slots, Tensor attention, boolean training) {
        Tensor read = norm(x, name + ".ln_1");
        x = x.add(attend(name + ".attn", read, slots, attention, training));
        Tensor inner = conv(norm(x, name + ".ln_2"), name + ".mlp.c_fc"); // [N, 4d]
        Tensor outer = conv(gelu(inner, "tanh"), name + ".mlp.c_proj"); // [N, d]
        return x.add(dropout(outer, dropout, training));
    }

    private Tensor attend(
            String name, Tensor x, ComputedSlots slots, Tensor attention, boolean training) {
        long d = config.width();
        Tensor qkv = slots.unpack(conv(x, name + ".c_attn")); // [B, T, 3d]
        Tensor q = heads(qkv.narrow(2, 0, d)); // [B, H, T, d/H]
        Tensor k = heads(qkv.narrow(2, d, d));
        Tensor v = heads(qkv.narrow(2, 2 * d, d));
        double scale = 1 / Math.sqrt((double) d / config.heads());
        // libtorch's fused attention crashed here in training with a mask; these are its steps.
        Tensor scores = q.mul(new Scalar(scale)).matmul(k.transpose(2, 3)); // [B, H, T, T]
        Tensor hidden =
                scores.masked_fill(attention.logical_not(), new Scalar(Double.NEGATIVE_INFINITY));
        Tensor shares = dropout(softmax(hidden, -1), dropout, training); // [B, H, T, T]
        Tensor mixed = shares.matmul(v); // [B, H, T, d/H]
        Tensor joined = mixed.transpose(1, 2).reshape(qkv.size(0), qkv.size(1), d); // [B, T, d]
        return dropout(conv(slots.pack(joined), name + ".c_proj"), dropout, training); // [N, d]
    }

    private Tensor heads(Tensor x) { // [B, T, d] to [B, H, T, d/H]
        long perHead = config.width() / config.heads();
        return x.reshape(x.size(0), x.size(1), config.heads(), perHead).transpose(1, 2);
    }

    /// GPT-2's linear layer, whose weight is [in, out].
    private Tensor conv(Tensor x, String name) { // [N, in]
        return addmm(get(name + ".bias"), x, get(name + ".weight")); // [N, out]
    }

    private Tensor norm(Tensor x, String name) {
        return layer_norm(
                x,
                new long[] {config.width()},
                new TensorOptional(get(name + ".weight")),
                new TensorOptional(get(name + ".bias")),
                NORM_EPSILON,
                true);
    }

    private Tensor get(String name) {
        return parameters.get(name);
    }
}
