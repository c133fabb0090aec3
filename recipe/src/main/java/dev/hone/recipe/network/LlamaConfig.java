package dev.hone.recipe.network;

/// The shape of a network.
///
/// @param vocabulary tokens
/// @param context tokens it can read at most
/// @param width of a hidden state
/// @param layers at least 1
/// @param heads that share the width evenly
/// @param inner width of the feed-forward part
public record LlamaConfig(
        int vocabulary, int context, int width, int layers, int heads, int inner) {

    public static final double NORM_EPSILON = 1e-5;
    public static final double ROTATION_BASE = 10_000;

    public LlamaConfig {
        if (width % heads != 0 || width / heads % 2 != 0) {
            throw new IllegalArgumentException(
                    width + " does not divide into " + heads + " heads of an even width.");
        }
    }

    /// Of one head.
    public int headWidth() {
        return width / heads;
    }
}
