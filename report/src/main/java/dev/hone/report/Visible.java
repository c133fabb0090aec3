package dev.hone.report;

/// Shows characters that hide or reorder text: controls, bidirectional overrides, zero-width and
/// tag characters, halves of surrogate pairs. A prompt that carries any is not what it looks like.
final class Visible {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Visible() {}

    /// The text with every such character replaced by its code point, for example `⟦U+202E⟧`. Line
    /// feeds and tabs stay; so do the joiners, which Persian and emoji need.
    static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            if (isHidden(c)) {
                                visible.append(String.format("⟦U+%04X⟧", c));
                            } else {
                                visible.appendCodePoint(c);
                            }
                        });
        return visible.toString();
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n' && c != '\t';
            case Character.FORMAT -> c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                    true;
            default -> (c & 0xFFFE) == 0xFFFE;
        };
    }
}
