package dev.hone.ledger.postgres;

/// Texts as they stand in columns of type `text`, which takes neither NUL nor unpaired surrogates:
/// these become a backslash and four hexadecimal digits, and a backslash becomes two.
final class StoredText {

    private static final int DIGITS = 4;
    private static final int HEXADECIMAL = 16;

    private StoredText() {}

    static String of(String text) {
        StringBuilder stored = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\') {
                stored.append("\\\\");
            } else if (isPair(text, i)) {
                stored.append(character).append(text.charAt(++i));
            } else if (character == 0 || Character.isSurrogate(character)) {
                stored.append(String.format("\\%04X", (int) character));
            } else {
                stored.append(character);
            }
        }
        return stored.toString();
    }

    private static boolean isPair(String text, int index) {
        return index + 1 < text.length()
                && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
    }

    /// Turns what [#of(String)] gave back into the text.
    ///
    /// @throws IllegalArgumentException for anything else
    static String read(String stored) {
        StringBuilder text = new StringBuilder(stored.length());
        for (int i = 0; i < stored.length(); i++) {
            char character = stored.charAt(i);
            if (character != '\\') {
                text.append(character);
            } else if (stored.startsWith("\\", i + 1)) {
                text.append('\\');
                i++;
            } else {
                int end = i + 1 + DIGITS;
                if (end > stored.length()) {
                    throw new IllegalArgumentException("a backslash stands alone");
                }
                text.append((char) Integer.parseInt(stored, i + 1, end, HEXADECIMAL));
                i += DIGITS;
            }
        }
        return text.toString();
    }
}
