package dev.hone.gguf;

import dev.hone.Excerpt;
import dev.hone.gguf.GgufValue.NumberType;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Looks whether a vocabulary is whole.
final class VocabularyCheck {

    private static final String OF = "tokenizer.ggml.";
    private static final int BYTES = 256;

    private final HeaderCheck check;
    private final Map<String, GgufValue> metadata;

    VocabularyCheck(HeaderCheck check) {
        this.check = check;
        this.metadata = check.gguf().metadata();
    }

    /// How many tokens there are.
    int tokens() {
        String model = check.text(OF + "model");
        if (!model.equals("gpt2") && !model.equals("llama")) {
            throw check.wrong(
                    "its vocabulary is of the kind \"" + model + "\"; gpt2 and llama are known");
        }
        List<String> tokens = texts("tokens");
        Set<String> different = new HashSet<>(tokens);
        if (tokens.isEmpty() || different.size() != tokens.size()) {
            throw check.wrong("its tokens must be different from each other");
        }
        if (model.equals("llama")) {
            bytes(different);
        } else {
            merges();
        }
        numbers("scores", NumberType.F32, tokens.size());
        numbers("token_type", NumberType.I32, tokens.size());
        for (String key : metadata.keySet()) {
            if (key.startsWith(OF) && key.endsWith("_token_id")) {
                special(key, tokens.size());
            }
        }
        return tokens.size();
    }

    private List<String> texts(String key) {
        if (metadata.get(OF + key) instanceof GgufValue.Texts(List<String> texts)) {
            return texts;
        }
        throw check.wrong(OF + key + " must be a list of texts, and is " + check.shown(OF + key));
    }

    /// Without them there are texts that cannot be written in its tokens.
    private void bytes(Set<String> tokens) {
        for (int value = 0; value < BYTES; value++) {
            String token = String.format(Locale.ROOT, "<0x%02X>", value);
            if (!tokens.contains(token)) {
                throw check.wrong("its vocabulary lacks the token " + token);
            }
        }
    }

    private void merges() {
        for (String merge : texts("merges")) {
            int space = merge.indexOf(' ', 1);
            if (space < 0 || space == merge.length() - 1) {
                throw check.wrong(
                        "the merge \"" + Excerpt.of(merge) + "\" must be two tokens and a space");
            }
        }
    }

    private void numbers(String key, NumberType right, int length) {
        GgufValue value = metadata.get(OF + key);
        boolean fits =
                value == null
                        || value
                                        instanceof
                                        GgufValue.Numbers(
                                                GgufValue.NumberType type,
                                                List<Number> numbers)
                                && type == right
                                && numbers.size() == length;
        if (!fits) {
            throw check.wrong(OF + key + " must be " + length + " numbers of type " + right);
        }
    }

    private void special(String key, int tokens) {
        boolean fits =
                metadata.get(key)
                                instanceof
                                GgufValue.Scalar(GgufValue.NumberType type, Number number)
                        && type == NumberType.U32
                        && (number.longValue() < tokens || number.longValue() == 0xFFFF_FFFFL);
        if (!fits) {
            throw check.wrong(
                    key + " must be a token, below " + tokens + ", and is " + check.shown(key));
        }
    }
}
