package dev.hone.gguf;

import dev.hone.gguf.GgufValue.NumberType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The sizes of a network that llama.cpp knows, and by them what its file must hold: whoever has
/// trained one puts its weights into the [#tensors] and writes them behind the [#metadata].
///
/// @param kind what network it is
/// @param context the most tokens it was trained for
/// @param width of the residual stream; a multiple of `heads`
/// @param hidden width of the feed-forward part
public record NetworkShape(
        Kind kind, int vocabulary, int context, int layers, int heads, int width, int hidden) {

    private static final float EPSILON = 1e-5f;
    private static final float ROPE_BASE = 10_000;

    /// Networks.
    public enum Kind {
        /// RMS norms, rotated positions on neighbouring pairs (`ggml` mode "norm"), a gated
        /// feed-forward part with SiLU, no biases.
        LLAMA("llama"),
        /// Layer norms with biases, learnt positions, GELU (its tanh form). Query, key and value
        /// are one matrix, in this order.
        GPT2("gpt2");

        private final String architecture;

        Kind(String architecture) {
            this.architecture = architecture;
        }

        /// As `general.architecture` names it.
        public String architecture() {
            return architecture;
        }
    }

    public NetworkShape {
        if (vocabulary < 1 || context < 1 || layers < 1 || heads < 1 || hidden < 1) {
            throw new IllegalArgumentException("All sizes must be at least 1.");
        }
        if (width < heads || width % heads != 0 || width / heads % 2 != 0) {
            throw new IllegalArgumentException(
                    "width (" + width + ") must be an even multiple of heads (" + heads + ").");
        }
    }

    /// What the header says of the network, without vocabulary.
    ///
    /// @param name for people
    public Map<String, GgufValue> metadata(String name) {
        String of = kind.architecture() + ".";
        Map<String, GgufValue> metadata = new LinkedHashMap<>();
        metadata.put("general.architecture", GgufValue.of(kind.architecture()));
        metadata.put("general.name", GgufValue.of(name));
        metadata.put(of + "vocab_size", GgufValue.of(vocabulary));
        metadata.put(of + "context_length", GgufValue.of(context));
        metadata.put(of + "embedding_length", GgufValue.of(width));
        metadata.put(of + "block_count", GgufValue.of(layers));
        metadata.put(of + "feed_forward_length", GgufValue.of(hidden));
        metadata.put(of + "attention.head_count", GgufValue.of(heads));
        switch (kind) {
            case LLAMA -> {
                metadata.put(of + "attention.head_count_kv", GgufValue.of(heads));
                metadata.put(of + "attention.layer_norm_rms_epsilon", GgufValue.of(EPSILON));
                metadata.put(of + "rope.dimension_count", GgufValue.of(width / heads));
                metadata.put(of + "rope.freq_base", GgufValue.of(ROPE_BASE));
            }
            case GPT2 ->
                    metadata.put(
                            of + "attention.layer_norm_epsilon",
                            new GgufValue.Scalar(NumberType.F32, EPSILON));
        }
        return metadata;
    }

    /// The tensors by name, with their sizes, in the order they are written. Vectors and learnt
    /// positions must be [TensorType#F32].
    public Map<String, List<Integer>> tensors() {
        Map<String, List<Integer>> tensors = new LinkedHashMap<>();
        tensors.put("token_embd.weight", List.of(width, vocabulary));
        if (kind == Kind.GPT2) {
            tensors.put("position_embd.weight", List.of(width, context));
        }
        for (int layer = 0; layer < layers; layer++) {
            String of = "blk." + layer + ".";
            switch (kind) {
                case LLAMA -> llama(of, tensors);
                case GPT2 -> gpt2(of, tensors);
            }
        }
        tensors.put("output_norm.weight", List.of(width));
        if (kind == Kind.GPT2) {
            tensors.put("output_norm.bias", List.of(width));
        }
        tensors.put("output.weight", List.of(width, vocabulary));
        return tensors;
    }

    private void llama(String of, Map<String, List<Integer>> tensors) {
        tensors.put(of + "attn_norm.weight", List.of(width));
        for (String part : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
            tensors.put(of + part + ".weight", List.of(width, width));
        }
        tensors.put(of + "ffn_norm.weight", List.of(width));
        tensors.put(of + "ffn_gate.weight", List.of(width, hidden));
        tensors.put(of + "ffn_up.weight", List.of(width, hidden));
        tensors.put(of + "ffn_down.weight", List.of(hidden, width));
    }

    private void gpt2(String of, Map<String, List<Integer>> tensors) {
        tensors.put(of + "attn_norm.weight", List.of(width));
        tensors.put(of + "attn_norm.bias", List.of(width));
        tensors.put(of + "attn_qkv.weight", List.of(width, 3 * width));
        tensors.put(of + "attn_qkv.bias", List.of(3 * width));
        tensors.put(of + "attn_output.weight", List.of(width, width));
        tensors.put(of + "attn_output.bias", List.of(width));
        tensors.put(of + "ffn_norm.weight", List.of(width));
        tensors.put(of + "ffn_norm.bias", List.of(width));
        tensors.put(of + "ffn_up.weight", List.of(width, hidden));
        tensors.put(of + "ffn_up.bias", List.of(hidden));
        tensors.put(of + "ffn_down.weight", List.of(hidden, width));
        tensors.put(of + "ffn_down.bias", List.of(width));
    }
}
