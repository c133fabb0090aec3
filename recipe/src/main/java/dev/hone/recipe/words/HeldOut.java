package dev.hone.recipe.words;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// What no lesson ever shows, so that it can be asked afterwards: one in eight, by a checksum.
public final class HeldOut {

    private static final int ONE_IN = 8;

    private HeldOut() {}

    public static boolean is(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue() % ONE_IN == 0;
    }

    /// Whether a text belongs to this part.
    public static boolean isIn(Part part, String text) {
        return is(text) == (part == Part.HELD_OUT);
    }
}
