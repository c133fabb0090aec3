package dev.hone.ledger.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Goes through the bytes of one JSON text that has no white space. Whatever is not as expected is
/// an [Unusual].
final class Scan {

    private static final int LONGEST_QUICK = 18;
    private static final int LONGEST_NUMBER = 30;
    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] text;
    private int at;

    Scan(byte[] text) {
        this.text = text;
    }

    /// Without a reason: who needs one reads the text as a tree.
    static final class Unusual extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unusual() {
            super("This is not as expected.", null, false, false);
        }
    }

    /// Reads what the scan stands in front of.
    @FunctionalInterface
    interface Part<T> {
        T read(Scan scan);
    }

    static byte[] word(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /// Whether the word comes next; goes behind it.
    boolean take(byte[] word) {
        int end = at + word.length;
        if (end > text.length || !Arrays.equals(text, at, end, word, 0, word.length)) {
            return false;
        }
        at = end;
        return true;
    }

    Scan expect(byte[] word) {
        require(take(word));
        return this;
    }

    void end() {
        require(at == text.length);
    }

    <T> List<T> list(Part<T> element) {
        List<T> values = new ArrayList<>(1);
        require(next() == '[');
        at++;
        if (next() == ']') {
            at++;
            return values;
        }
        while (true) {
            values.add(element.read(this));
            int after = next();
            at++;
            if (after == ']') {
                return values;
            }
            require(after == ',');
        }
    }

    String text() {
        require(next() == '"');
        int from = at + 1;
        int i = from;
        boolean isAscii = true;
        while (i < text.length && text[i] != '"' && text[i] != '\\') {
            isAscii &= text[i] >= ' ';
            i++;
        }
        require(i < text.length);
        if (text[i] == '\\') {
            return new TextWithEscapes(from).read();
        }
        at = i + 1;
        return isAscii
                ? new String(text, from, i - from, StandardCharsets.ISO_8859_1)
                : utf8(from, i);
    }

    /// What is not UTF-8 is left to others, and so are control characters.
    private String utf8(int from, int to) {
        String decoded = new String(text, from, to - from, StandardCharsets.UTF_8);
        require(decoded.indexOf(REPLACEMENT) < 0);
        for (int i = from; i < to; i++) {
            require(text[i] < 0 || text[i] >= ' ');
        }
        return decoded;
    }

    private final class TextWithEscapes {

        private final StringBuilder decoded = new StringBuilder();
        private int from;

        private TextWithEscapes(int from) {
            this.from = from;
        }

        private String read() {
            int i = from;
            while (true) {
                require(i < text.length);
                if (text[i] == '"') {
                    decoded.append(utf8(from, i));
                    at = i + 1;
                    return decoded.toString();
                }
                if (text[i] == '\\') {
                    decoded.append(utf8(from, i));
                    i = escape(i + 1);
                    from = i;
                } else {
                    i++;
                }
            }
        }

        private int escape(int i) {
            require(i < text.length);
            if (text[i] == 'u') {
                require(i + 4 < text.length);
                int unit = 0;
                for (int digit = i + 1; digit <= i + 4; digit++) {
                    int value = Character.digit(text[digit], 16);
                    require(value >= 0);
                    unit = unit << 4 | value;
                }
                decoded.append((char) unit);
                return i + 5;
            }
            decoded.append(
                    switch (text[i]) {
                        case '"', '\\', '/' -> (char) text[i];
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 't' -> '\t';
                        default -> throw new Unusual();
                    });
            return i + 1;
        }
    }

    long integer() {
        int from = next() == '-' ? at + 1 : at;
        int end = digits(from);
        require(end > from && (text[from] != '0' || end == from + 1));
        require(end == text.length || !isOfNumber(text[end]));
        long value = end - from <= LONGEST_QUICK ? quick(from, end) : number(end);
        at = end;
        return value;
    }

    private long quick(int from, int end) {
        long value = 0;
        for (int i = from; i < end; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return from > at ? -value : value;
    }

    private long number(int end) {
        require(end - at <= LONGEST_NUMBER);
        return Long.parseLong(new String(text, at, end - at, StandardCharsets.ISO_8859_1));
    }

    int count() {
        return Math.toIntExact(integer());
    }

    /// Digits with one point between them, and perhaps an exponent.
    double decimal() {
        int from = next() == '-' ? at + 1 : at;
        int point = digits(from);
        require(point > from && (text[from] != '0' || point == from + 1));
        require(point + 1 < text.length && text[point] == '.');
        int end = exponent(digits(point + 1));
        require(isDigit(text[point + 1]) && end - from <= LONGEST_NUMBER);
        require(end == text.length || !isOfNumber(text[end]));
        String digits = new String(text, at, end - at, StandardCharsets.ISO_8859_1);
        at = end;
        return Double.parseDouble(digits);
    }

    private int exponent(int from) {
        if (from == text.length || text[from] != 'E') {
            return from;
        }
        int sign = from + 1;
        int digits = sign < text.length && text[sign] == '-' ? sign + 1 : sign;
        int end = digits(digits);
        require(end > digits);
        return end;
    }

    private int digits(int from) {
        int i = from;
        while (i < text.length && isDigit(text[i])) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }

    private static boolean isOfNumber(byte letter) {
        return isDigit(letter) || letter == '.' || letter == 'e' || letter == 'E' || letter == '-';
    }

    private int next() {
        require(at < text.length);
        return text[at];
    }

    static void require(boolean asExpected) {
        if (!asExpected) {
            throw new Unusual();
        }
    }
}
