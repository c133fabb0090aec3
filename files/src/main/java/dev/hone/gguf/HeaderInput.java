package dev.hone.gguf;

import dev.hone.Excerpt;
import dev.hone.InputException;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads little-endian numbers and texts from the beginning of a file, and believes no length that
/// the file has no room for.
final class HeaderInput implements AutoCloseable {

    /// The longest header: vocabularies of a million tokens take 50 MB.
    private static final long LONGEST = 256L << 20;

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final long size;
    private final InputStream in;
    private final ByteBuffer number =
            ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long position;

    private HeaderInput(Path file, long size, InputStream in) {
        this.file = file;
        this.size = size;
        this.in = in;
    }

    static HeaderInput open(Path file) throws IOException {
        long size = Files.size(file);
        return new HeaderInput(
                file, size, new BufferedInputStream(Files.newInputStream(file), BUFFER));
    }

    Path file() {
        return file;
    }

    long size() {
        return size;
    }

    long position() {
        return position;
    }

    /// Bytes that a header may still have.
    long remaining() {
        return Math.min(size, LONGEST) - position;
    }

    /// @param what is read, for messages
    long u32(String what) throws IOException {
        return number(Integer.BYTES, what).getInt() & 0xFFFF_FFFFL;
    }

    /// As a signed number: what is above its range is negative, and refused by every check.
    long u64(String what) throws IOException {
        return number(Long.BYTES, what).getLong();
    }

    /// The next bytes as one number to be read from.
    ByteBuffer number(int bytes, String what) throws IOException {
        number.clear();
        fill(number.array(), bytes, what);
        return number.position(0).limit(bytes);
    }

    /// A count of things that take at least so many bytes each.
    ///
    /// @throws InputException when the rest of the file has no room for them
    int count(long each, String what) throws IOException {
        long count = u64(what);
        if (count < 0 || count > remaining() / each) {
            throw wrong(
                    what
                            + " is "
                            + Long.toUnsignedString(count)
                            + ", but only "
                            + remaining()
                            + " bytes of header can follow");
        }
        return (int) count;
    }

    /// A text: UTF-8, or where the bytes are none, one character for each byte.
    String text(int longest, String what) throws IOException {
        int length = count(1, "the length of " + what);
        if (length > longest) {
            throw wrong(what + " has " + length + " bytes, and " + longest + " is the most");
        }
        byte[] bytes = new byte[length];
        fill(bytes, length, what);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private void fill(byte[] target, int bytes, String what) throws IOException {
        if (bytes > remaining() || in.readNBytes(target, 0, bytes) < bytes) {
            throw wrong("the file ends within " + what);
        }
        position += bytes;
    }

    /// What to say of a file that is not what it should be.
    ///
    /// @param problem a clause without a full stop
    InputException wrong(String problem) {
        return new InputException(
                file
                        + ", byte "
                        + position
                        + ": "
                        + Excerpt.of(problem, 300)
                        + ". It is no whole GGUF file; download it again, or convert the model"
                        + " again.");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
