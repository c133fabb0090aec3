package dev.hone.recipe.export;

import dev.hone.gguf.GgufValue;
import dev.hone.gguf.GgufValue.NumberType;
import dev.hone.gguf.GgufWriter;
import dev.hone.gguf.NetworkShape;
import dev.hone.gguf.Tensor;
import dev.hone.gguf.TensorType;
import dev.hone.policy.libtorch.Tensors;
import dev.hone.recipe.network.LlamaConfig;
import dev.hone.recipe.network.LlamaParameters;
import dev.hone.recipe.tokenizer.WordTokenizer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A taught network with its vocabulary, in one file. Matrices are stored in eight bits.
public final class GgufExport {

    private static final String NAME = "Hone tiny";
    private static final int NORMAL = 1;
    private static final int CONTROL = 3;

    /// llama.cpp recognizes the conversations of DeepSeek 3 by it.
    private static final String TEMPLATE =
            "{% for message in messages %}"
                    + "{% if message['role'] == 'user' %}{{ '<｜User｜>' + message['content'] }}"
                    + "{% elif message['role'] == 'assistant' %}"
                    + "{{ '<｜Assistant｜>' + message['content'] + '<｜end▁of▁sentence｜>' }}"
                    + "{% else %}{{ message['content'] + '\\n\\n' }}{% endif %}{% endfor %}"
                    + "{% if add_generation_prompt %}{{ '<｜Assistant｜>' }}{% endif %}";

    private GgufExport() {}

    /// @throws dev.hone.InputException when the file cannot be written
    public static void write(
            Path file, LlamaConfig config, LlamaParameters parameters, WordTokenizer tokenizer) {
        NetworkShape shape =
                new NetworkShape(
                        NetworkShape.Kind.LLAMA,
                        config.vocabulary(),
                        config.context(),
                        config.layers(),
                        config.heads(),
                        config.width(),
                        config.inner());
        Map<String, GgufValue> metadata = new LinkedHashMap<>(shape.metadata(NAME));
        metadata.putAll(vocabulary(tokenizer));
        List<Tensor> tensors = new ArrayList<>();
        shape.tensors().forEach((name, sizes) -> tensors.add(tensor(name, sizes, parameters)));
        GgufWriter.write(file, metadata, tensors);
    }

    /// The head is the token embedding.
    private static Tensor tensor(String name, List<Integer> sizes, LlamaParameters parameters) {
        String kept = name.equals("output.weight") ? "token_embd.weight" : name;
        TensorType type = sizes.size() == 1 ? TensorType.F32 : TensorType.Q8_0;
        return new Tensor(name, sizes, type, Tensors.floats(parameters.get(kept)));
    }

    private static Map<String, GgufValue> vocabulary(WordTokenizer tokenizer) {
        List<String> names = tokenizer.names();
        List<Number> types = new ArrayList<>();
        for (int token = 0; token < names.size(); token++) {
            types.add((long) (token < WordTokenizer.CONTROL.size() ? CONTROL : NORMAL));
        }
        Map<String, GgufValue> metadata = new LinkedHashMap<>();
        metadata.put("tokenizer.ggml.model", GgufValue.of("gpt2"));
        // Cuts text as Llama 3 does, and takes pieces of the vocabulary whole.
        metadata.put("tokenizer.ggml.pre", GgufValue.of("llama-bpe"));
        metadata.put("tokenizer.ggml.tokens", new GgufValue.Texts(names));
        metadata.put("tokenizer.ggml.token_type", new GgufValue.Numbers(NumberType.I32, types));
        // There are none, but the key must be there: two bytes that no text holds.
        metadata.put("tokenizer.ggml.merges", new GgufValue.Texts(List.of("Ā Ā")));
        metadata.put("tokenizer.ggml.bos_token_id", GgufValue.of(WordTokenizer.END));
        metadata.put("tokenizer.ggml.eos_token_id", GgufValue.of(WordTokenizer.END));
        metadata.put("tokenizer.ggml.add_bos_token", GgufValue.of(false));
        metadata.put("tokenizer.chat_template", GgufValue.of(TEMPLATE));
        return metadata;
    }
}
