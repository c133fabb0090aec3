package dev.hone;

/// The text being optimised. Equal when the text is equal, to the character.
///
/// The text may be empty: the empty prompt is the baseline that asks the question alone.
public record Prompt(String text) {

    /// The question alone.
    public static final Prompt EMPTY = new Prompt("");

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
}
