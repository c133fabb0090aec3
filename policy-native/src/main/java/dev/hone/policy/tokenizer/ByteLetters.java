package dev.hone.policy.tokenizer;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// How files of the GPT-2 family write bytes: a letter for each, printable and never a space, so
/// that tokens can stand in a list of words. Printable Latin-1 is itself; the others are the
/// letters from U+0100 on, in their order.
final class ByteLetters {

    private static final int BYTES = 256;
    private static final int NONE = -1;
    private static final char FIRST_SUBSTITUTE = '\u0100';

    private static final char[] LETTERS = letters();
    private static final int[] BYTE_OF = bytes();

    private ByteLetters() {}

    static char letter(int value) {
        return LETTERS[value];
    }

    /// The bytes a token stands for; null when one of its letters stands for none.
    static byte @Nullable [] bytes(String token) {
        byte[] bytes = new byte[token.length()];
        for (int index = 0; index < bytes.length; index++) {
            char letter = token.charAt(index);
            int value = letter < BYTE_OF.length ? BYTE_OF[letter] : NONE;
            if (value == NONE) {
                return null;
            }
            bytes[index] = (byte) value;
        }
        return bytes;
    }

    private static char[] letters() {
        char[] letters = new char[BYTES];
        char next = FIRST_SUBSTITUTE;
        for (int value = 0; value < BYTES; value++) {
            letters[value] = isItself(value) ? (char) value : next++;
        }
        return letters;
    }

    private static boolean isItself(int value) {
        return (value >= '!' && value <= '~')
                || (value >= '\u00A1' && value <= '\u00AC')
                || (value >= '\u00AE' && value <= '\u00FF');
    }

    private static int[] bytes() {
        int[] bytes = new int[2 * BYTES];
        Arrays.fill(bytes, NONE);
        for (int value = 0; value < BYTES; value++) {
            bytes[LETTERS[value]] = value;
        }
        return bytes;
    }
}
