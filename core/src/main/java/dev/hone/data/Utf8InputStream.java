package dev.hone.data;

import dev.hone.InputException;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Passes bytes on and stops at the first that is not UTF-8 (RFC 3629), naming line and offset. A
/// NUL is refused too: no text has one, and UTF-16 without a byte order mark is full of them.
final class Utf8InputStream extends FilterInputStream {

    private static final int BOM_LENGTH = 3;

    private final Path file;
    private long line = 1;
    private long offset;
    private int missing;
    private int least = 0x80;
    private int most = 0xBF;
    private int lead;
    private long leadOffset;

    private Utf8InputStream(Path file, InputStream in, long offset) {
        super(in);
        this.file = file;
        this.offset = offset;
    }

    /// Opens a file behind its UTF-8 byte order mark, if it has one.
    static InputStream open(Path file) throws IOException {
        PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file), BOM_LENGTH);
        try {
            byte[] start = in.readNBytes(BOM_LENGTH);
            if (startsWith(start, 0xFF, 0xFE) || startsWith(start, 0xFE, 0xFF)) {
                throw new InputException(
                        String.format(
                                Locale.ROOT,
                                "%s is not UTF-8: it starts with the bytes %02X %02X, as UTF-16"
                                        + " does. Save it as UTF-8.",
                                file,
                                start[0],
                                start[1]));
            }
            if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
                return new Utf8InputStream(file, in, BOM_LENGTH);
            }
            in.unread(start);
            return new Utf8InputStream(file, in, 0);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= bytes.length || Byte.toUnsignedInt(bytes[i]) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next < 0) {
            end();
        } else {
            check(next);
        }
        return next;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        for (int i = 0; i < count; i++) {
            check(Byte.toUnsignedInt(bytes[from + i]));
        }
        if (count < 0) {
            end();
        }
        return count;
    }

    private void check(int next) {
        if (missing > 0) {
            if (next < least || next > most) {
                throw notUtf8(lead, leadOffset);
            }
            missing--;
            least = 0x80;
            most = 0xBF;
        } else if (next >= 0x80) {
            start(next);
        } else if (next == 0) {
            throw new InputException(
                    file
                            + ", line "
                            + line
                            + ": the byte at offset "
                            + offset
                            + " of the file is 0, which no text has. Save the file as UTF-8 text.");
        } else if (next == '\n') {
            line++;
        }
        offset++;
    }

    /// The first byte of a longer character. The bounds of the byte after it rule out overlong
    /// forms, surrogates and everything above U+10FFFF.
    private void start(int next) {
        lead = next;
        leadOffset = offset;
        if (next >= 0xC2 && next <= 0xDF) {
            missing = 1;
        } else if (next >= 0xE0 && next <= 0xEF) {
            missing = 2;
            least = next == 0xE0 ? 0xA0 : 0x80;
            most = next == 0xED ? 0x9F : 0xBF;
        } else if (next >= 0xF0 && next <= 0xF4) {
            missing = 3;
            least = next == 0xF0 ? 0x90 : 0x80;
            most = next == 0xF4 ? 0x8F : 0xBF;
        } else {
            throw notUtf8(lead, leadOffset);
        }
    }

    private void end() {
        if (missing > 0) {
            throw notUtf8(lead, leadOffset);
        }
    }

    private InputException notUtf8(int wrong, long where) {
        return new InputException(
                String.format(
                        Locale.ROOT,
                        "%s, line %d: the byte %02X at offset %d of the file is not UTF-8. Save"
                                + " the file as UTF-8.",
                        file,
                        line,
                        wrong,
                        where));
    }
}
