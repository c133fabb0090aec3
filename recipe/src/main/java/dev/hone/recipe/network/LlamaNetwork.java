package dev.hone.recipe.network;

import static org.bytedeco.pytorch.global.torch.embedding;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.rms_norm;
import static org.bytedeco.pytorch.global.torch.silu;
import static org.bytedeco.pytorch.global.torch.softmax;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/// Llama (Touvron et al. 2023): normalisation before each part by the root mean square, rotary
/// positions, a gated feed-forward part, no biases.
///
/// Shapes at the line ends: B rows, T slots, d width, H heads, V vocabulary.
public final class LlamaNetwork {

    private final LlamaConfig config;
    private final LlamaParameters parameters;
    private final Rotation rotation;

    public LlamaNetwork(LlamaConfig config, LlamaParameters parameters) {
        this.config = config;
        this.parameters = parameters;
        this.rotation = new Rotation(config);
    }

    /// The last hidden states. Rows are padded at their ends: no slot sees one behind it.
    public Tensor hidden(Tensor tokens) { // [B, T]
        Tensor x = embedding(get("token_embd.weight"), tokens); // [B, T, d]
        Tensor behind = Causal.mask((int) tokens.size(1)); // [T, T]
        for (int layer = 0; layer < config.layers(); layer++) {
            String block = "blk." + layer + ".";
            x = x.add(attend(block, norm(x, block + "attn_norm"), behind));
            x = x.add(feed(block, norm(x, block + "ffn_norm")));
        }
        return norm(x, "output_norm"); // [B, T, d]
    }

    /// Logits of the next token.
    public Tensor logits(Tensor hidden) { // [N, d]
        return linear(hidden, get("token_embd.weight")); // [N, V]
    }

    private Tensor attend(String block, Tensor x, Tensor behind) {
        Tensor q = rotation.apply(heads(linear(x, get(block + "attn_q.weight"))));
        Tensor k = rotation.apply(heads(linear(x, get(block + "attn_k.weight"))));
        Tensor v = heads(linear(x, get(block + "attn_v.weight"))); // [B, H, T, d/H]
        double scale = 1 / Math.sqrt(config.headWidth());
        Tensor scores = q.mul(new Scalar(scale)).matmul(k.transpose(2, 3)).add(behind);
        Tensor mixed = softmax(scores, -1).matmul(v); // [B, H, T, d/H]
        Tensor joined = mixed.transpose(1, 2).reshape(x.size(0), x.size(1), config.width());
        return linear(joined, get(block + "attn_output.weight")); // [B, T, d]
    }

    private Tensor feed(String block, Tensor x) { // [B, T, d]
        Tensor gate = silu(linear(x, get(block + "ffn_gate.weight")));
        Tensor up = linear(x, get(block + "ffn_up.weight")); // [B, T, inner]
        return linear(gate.mul(up), get(block + "ffn_down.weight")); // [B, T, d]
    }

    private Tensor heads(Tensor x) { // [B, T, d] to [B, H, T, d/H]
        return x.reshape(x.size(0), x.size(1), config.heads(), config.headWidth()).transpose(1, 2);
    }

    private Tensor norm(Tensor x, String name) {
        return rms_norm(
                x,
                new long[] {config.width()},
                new TensorOptional(get(name + ".weight")),
                new DoubleOptional(LlamaConfig.NORM_EPSILON));
    }

    private Tensor get(String name) {
        return parameters.get(name);
    }
}
