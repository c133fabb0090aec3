package dev.hone;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The text being optimised. Equal when the text is equal, to the character.
///
/// The text may be empty: the empty prompt is the baseline that asks the question alone. A prompt
/// of several parts holds each between tags with its name, one below the other: `<style>`, the
/// text, `</style>`.
public record Prompt(String text) {

    /// The question alone.
    public static final Prompt EMPTY = new Prompt("");

    /// A prompt of several parts, in the order of the map.
    ///
    /// @param parts texts by name
    public static Prompt ofParts(Map<String, String> parts) {
        return new Prompt(
                parts.entrySet().stream()
                        .map(part -> open(part.getKey()) + part.getValue() + close(part.getKey()))
                        .collect(Collectors.joining("\n")));
    }

    /// What stands between the first pair of tags with the name; empty where there is none.
    public Optional<String> part(String name) {
        int from = text.indexOf("<" + name + ">");
        int inside = from + name.length() + 2;
        int to = from < 0 ? -1 : text.indexOf("</" + name + ">", inside);
        return to < 0 ? Optional.empty() : Optional.of(text.substring(inside, to).strip());
    }

    /// How many words it has: runs of anything but white space.
    public int wordCount() {
        String words = text.strip();
        return words.isEmpty() ? 0 : words.split("\\s+").length;
    }

    public boolean isEmpty() {
        return text.isBlank();
    }

    /// Identifies the text; equal prompts have equal digests.
    public Digest digest() {
        return Digest.of(text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static String open(String name) {
        return "<" + name + ">\n";
    }

    private static String close(String name) {
        return "\n</" + name + ">";
    }
}
