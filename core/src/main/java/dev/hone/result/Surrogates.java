package dev.hone.result;

import java.util.regex.Pattern;

/// Halves of surrogate pairs without the other half. Models write them when a token limit cuts an
/// emoji in two, and UTF-8 has no bytes for them.
final class Surrogates {

    private static final Pattern UNPAIRED = Pattern.compile("\\p{Cs}");

    private Surrogates() {}

    /// JSON that means the same and can be encoded.
    static String escaped(String json) {
        return UNPAIRED.matcher(json)
                .replaceAll(match -> String.format("\\\\u%04x", (int) match.group().charAt(0)));
    }

    /// Text with U+FFFD in place of every half.
    static String replaced(String text) {
        return UNPAIRED.matcher(text).replaceAll("\ufffd");
    }
}
