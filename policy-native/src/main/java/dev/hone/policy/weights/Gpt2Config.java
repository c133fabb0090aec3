package dev.hone.policy.weights;

import com.fasterxml.jackson.databind.JsonNode;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.file.JsonObjectFile;

import java.nio.file.Path;

/// The size of a GPT-2, as its `config.json` says it. GPT-2 small: 12 layers, 12 heads, width 768,
/// 1024 positions, 50257 tokens, epsilon 1e-5.
///
/// @param layers `n_layer`, 1 to 1000
/// @param heads `n_head`, a divisor of the width
/// @param width `n_embd`, 1 to 65536
/// @param positions `n_positions`, 1 to 1000000
/// @param vocabulary `vocab_size`, 1 to 1000000
/// @param epsilon `layer_norm_epsilon`, above 0 and below 1
public record Gpt2Config(
        int layers, int heads, int width, int positions, int vocabulary, double epsilon) {

    private static final int MOST_LAYERS = 1_000;
    private static final int MOST_WIDTH = 65_536;
    private static final int MILLION = 1_000_000;
    private static final String ACTIVATION = "activation_function";

    /// Reads a `config.json`. Fields other than these, and `activation_function`, are not looked
    /// at.
    ///
    /// @throws InputException when the file cannot be read, a field is missing or out of its range,
    ///   or the activation function is not `gelu_new`
    public static Gpt2Config read(Path file) {
        JsonNode root = JsonObjectFile.read(file);
        JsonNode activation = root.path(ACTIVATION);
        if (!"gelu_new".equals(activation.textValue())) {
            throw wrong(file, ACTIVATION, activation, "\"gelu_new\", the activation of GPT-2");
        }
        int width = number(file, root, "n_embd", MOST_WIDTH);
        int heads = number(file, root, "n_head", width);
        if (width % heads != 0) {
            throw wrong(file, "n_head", root.path("n_head"), "a divisor of n_embd, " + width);
        }
        return new Gpt2Config(
                number(file, root, "n_layer", MOST_LAYERS),
                heads,
                width,
                number(file, root, "n_positions", MILLION),
                number(file, root, "vocab_size", MILLION),
                epsilon(file, root.path("layer_norm_epsilon")));
    }

    private static int number(Path file, JsonNode root, String field, int most) {
        JsonNode value = root.path(field);
        if (!value.isInt() || value.intValue() < 1 || value.intValue() > most) {
            throw wrong(file, field, value, "a whole number from 1 to " + most);
        }
        return value.intValue();
    }

    private static double epsilon(Path file, JsonNode value) {
        if (!value.isNumber() || !(value.doubleValue() > 0 && value.doubleValue() < 1)) {
            throw wrong(file, "layer_norm_epsilon", value, "a number above 0 and below 1");
        }
        return value.doubleValue();
    }

    private static InputException wrong(Path file, String field, JsonNode value, String right) {
        return new InputException(
                file
                        + ": "
                        + field
                        + (value.isMissingNode()
                                ? " is missing"
                                : " is " + Excerpt.of(value.toString()))
                        + ". It must be "
                        + right
                        + ".");
    }
}
