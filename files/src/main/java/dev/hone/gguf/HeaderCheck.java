package dev.hone.gguf;

import dev.hone.Excerpt;
import dev.hone.InputException;

import java.util.List;

/// Looks whether a header says what llama.cpp takes for granted: it ends the process where it finds
/// something else.
final class HeaderCheck {

    static final int WIDEST = 1 << 20;
    static final int DEEPEST = 512;
    static final int LONGEST_CONTEXT = 1 << 26;
    private static final int MOST_HEADS = 1 << 12;
    private static final int MOST_EXPERTS = 256;

    /// Decoders with attention and nothing recurrent, whose cache can be cut and copied.
    static final List<String> ARCHITECTURES =
            List.of(
                    "llama",
                    "gpt2",
                    "qwen2",
                    "qwen2moe",
                    "gemma",
                    "gemma2",
                    "gemma3",
                    "phi2",
                    "phi3",
                    "phimoe",
                    "stablelm",
                    "starcoder",
                    "starcoder2",
                    "gptneox",
                    "falcon",
                    "mpt",
                    "bloom",
                    "baichuan",
                    "internlm2",
                    "minicpm",
                    "minicpm3",
                    "olmo",
                    "olmo2",
                    "olmoe",
                    "command-r",
                    "cohere2",
                    "deepseek",
                    "deepseek2",
                    "chatglm",
                    "exaone",
                    "granite",
                    "granitemoe",
                    "nemotron",
                    "orion",
                    "xverse");

    private final Gguf gguf;

    HeaderCheck(Gguf gguf) {
        this.gguf = gguf;
    }

    Gguf gguf() {
        return gguf;
    }

    /// @throws InputException when the entry is missing or no text
    String text(String key) {
        if (gguf.metadata().get(key) instanceof GgufValue.Text(String text)) {
            return Excerpt.of(text);
        }
        throw wrong(key + " must be a text, and is " + shown(key));
    }

    /// A number from 1 to a largest one.
    int size(String key, int largest) {
        if (gguf.metadata().get(key)
                        instanceof GgufValue.Scalar(GgufValue.NumberType type, Number number)
                && !type.isReal()
                && number.longValue() >= 1
                && number.longValue() <= largest) {
            return number.intValue();
        }
        throw wrong(
                key + " must be a whole number from 1 to " + largest + ", and is " + shown(key));
    }

    private int sizeOr(String key, int usual, int largest) {
        return gguf.metadata().containsKey(key) ? size(key, largest) : usual;
    }

    /// @return the width of the keys of one layer
    long attention(String architecture, int width, int layers) {
        String of = architecture + ".attention.";
        if (gguf.metadata().get(of + "head_count") instanceof GgufValue.Numbers) {
            perLayer(of + "head_count", layers);
            perLayer(of + "head_count_kv", layers);
            return width;
        }
        int heads = size(of + "head_count", MOST_HEADS);
        int keyHeads =
                gguf.metadata().get(of + "head_count_kv") instanceof GgufValue.Numbers
                        ? perLayer(of + "head_count_kv", layers)
                        : sizeOr(of + "head_count_kv", heads, MOST_HEADS);
        if (heads % keyHeads != 0) {
            throw wrong(heads + " heads cannot share " + keyHeads + " keys evenly");
        }
        int key = sizeOr(of + "key_length", width / heads, WIDEST);
        if (key == 0 || !gguf.metadata().containsKey(of + "key_length") && width % heads != 0) {
            throw wrong("a width of " + width + " cannot be divided by " + heads + " heads");
        }
        if (architecture.equals("llama")) {
            int rotated = sizeOr("llama.rope.dimension_count", key, WIDEST);
            if (rotated != key || sizeOr(of + "value_length", key, WIDEST) != key) {
                throw wrong("heads, keys and rotated positions must have the same width");
            }
        }
        return (long) keyHeads * key;
    }

    /// A number for each layer, the largest of which is returned.
    private int perLayer(String key, int layers) {
        if (gguf.metadata().get(key)
                        instanceof
                        GgufValue.Numbers(GgufValue.NumberType type, List<Number> numbers)
                && !type.isReal()
                && numbers.size() == layers
                && numbers.stream()
                        .allMatch(n -> n.longValue() >= 1 && n.longValue() <= MOST_HEADS)) {
            return numbers.stream().mapToInt(Number::intValue).max().orElseThrow();
        }
        throw wrong(key + " must be a whole number for each of " + layers + " layers");
    }

    void experts(String architecture) {
        long experts = count(architecture + ".expert_count");
        long used = count(architecture + ".expert_used_count");
        if (experts > MOST_EXPERTS || used > experts || (experts > 0) != (used > 0)) {
            throw wrong(used + " of " + experts + " experts cannot be used");
        }
    }

    private long count(String key) {
        return gguf.metadata().containsKey(key) ? Math.max(0, whole(key)) : 0;
    }

    private long whole(String key) {
        if (gguf.metadata().get(key)
                        instanceof GgufValue.Scalar(GgufValue.NumberType type, Number number)
                && !type.isReal()) {
            return number.longValue();
        }
        throw wrong(key + " must be a whole number, and is " + shown(key));
    }

    void embedding(int width, int vocabulary) {
        boolean fits =
                gguf.tensors().stream()
                        .anyMatch(
                                tensor ->
                                        tensor.name().equals("token_embd.weight")
                                                && tensor.sizes()
                                                        .equals(
                                                                List.of(
                                                                        (long) width,
                                                                        (long) vocabulary)));
        if (!fits) {
            throw wrong(
                    "it must have a tensor token_embd.weight of "
                            + width
                            + " by "
                            + vocabulary
                            + " numbers");
        }
    }

    String shown(String key) {
        GgufValue value = gguf.metadata().get(key);
        return value == null ? "missing" : Excerpt.of(value.toString());
    }

    /// @param problem a clause without a full stop
    InputException wrong(String problem) {
        return new InputException(
                gguf.file() + " is not a language model that can be run: " + problem + ".");
    }
}
