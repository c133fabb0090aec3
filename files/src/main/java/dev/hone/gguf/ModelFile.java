package dev.hone.gguf;

import dev.hone.Suggestion;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/// The language model that is in a GGUF file, as its header tells it: one that predicts the next
/// token from those before, of an architecture that llama.cpp runs, with a vocabulary.
///
/// @param name the file's, or its own where it has none; from outside, and so for display only
/// @param architecture such as `llama`
/// @param parameters the elements of all tensors
/// @param quantisation the type most elements have
/// @param context the most tokens it was trained for
/// @param vocabulary how many tokens there are
/// @param layers how many blocks
/// @param keyBytes what keys and values of one token take in the cache, in half precision
/// @param template of conversations, in Jinja; null when the file has none
public record ModelFile(
        Gguf gguf,
        String name,
        String architecture,
        long parameters,
        TensorType quantisation,
        int context,
        int vocabulary,
        int layers,
        long keyBytes,
        @Nullable String template) {

    /// Reads the header and checks what llama.cpp takes for granted.
    ///
    /// @throws dev.hone.InputException when the file is no GGUF, or not such a model
    public static ModelFile read(Path file) {
        return of(Gguf.read(file));
    }

    static ModelFile of(Gguf gguf) {
        HeaderCheck check = new HeaderCheck(gguf);
        String architecture = check.text("general.architecture");
        if (!HeaderCheck.ARCHITECTURES.contains(architecture)) {
            throw check.wrong(
                    "it is of the architecture \""
                            + architecture
                            + "\", which Hone cannot run."
                            + Suggestion.of(architecture, HeaderCheck.ARCHITECTURES));
        }
        int width = check.size(architecture + ".embedding_length", HeaderCheck.WIDEST);
        int layers = check.size(architecture + ".block_count", HeaderCheck.DEEPEST);
        int context = check.size(architecture + ".context_length", HeaderCheck.LONGEST_CONTEXT);
        long keyWidth = check.attention(architecture, width, layers);
        check.experts(architecture);
        int vocabulary = new VocabularyCheck(check).tokens();
        check.embedding(width, vocabulary);
        Map<TensorType, Long> elements =
                gguf.tensors().stream()
                        .collect(
                                Collectors.groupingBy(
                                        TensorInfo::type,
                                        Collectors.summingLong(TensorInfo::elements)));
        return new ModelFile(
                gguf,
                gguf.metadata().get("general.name") instanceof GgufValue.Text(String name)
                        ? name
                        : String.valueOf(gguf.file().getFileName()),
                architecture,
                elements.values().stream().mapToLong(count -> count).sum(),
                elements.entrySet().stream()
                        .max(Comparator.comparingLong(Map.Entry::getValue))
                        .orElseThrow()
                        .getKey(),
                context,
                vocabulary,
                layers,
                2L * Short.BYTES * keyWidth * layers,
                gguf.metadata().get("tokenizer.chat_template")
                                instanceof GgufValue.Text(String template)
                        ? template
                        : null);
    }

    /// Whether every matrix that others are multiplied by is stored in blocks of fewer bits, none
    /// as plain numbers.
    public boolean isQuantized() {
        return gguf.tensors().stream()
                .filter(tensor -> tensor.sizes().size() > 1)
                .filter(tensor -> !tensor.name().startsWith("position_embd"))
                .allMatch(tensor -> tensor.type().blockElements() > 1);
    }
}
