package dev.hone.testkit.synthetic;

import dev.hone.Digest;

/// Chance that never changes: a number that follows from texts.
final class Draw {

    private static final int RADIX = 16;
    private static final int DIGITS = 12;
    private static final double SCALE = 1L << (4 * DIGITS);

    private Draw() {}

    /// Uniform in [0, 1), independent of the draw for any other texts.
    static double of(String... texts) {
        return Long.parseLong(Digest.of(texts).hex().substring(0, DIGITS), RADIX) / SCALE;
    }
}
