package dev.hone.data;

import dev.hone.InputException;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// The lines of a file as bytes, none longer than [TextFile#LONGEST_BYTES]: a file without line
/// ends is refused before it fills the memory.
final class LineReader implements Closeable {

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int filled;
    private long number;

    LineReader(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /// The physical line last read, from 1.
    long number() {
        return number;
    }

    /// The next line without its end; null when there are no more.
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        number++;
        long length = 0;
        boolean any = false;
        while (position < filled || fill()) {
            any = true;
            int from = position;
            while (position < filled && buffer[position] != '\n') {
                position++;
            }
            length += position - from;
            if (length <= TextFile.LONGEST_BYTES) {
                line.write(buffer, from, position - from);
            }
            if (position < filled) {
                position++;
                break;
            }
        }
        if (length > TextFile.LONGEST_BYTES) {
            throw tooLong(length);
        }
        return any ? line.toByteArray() : null;
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    private InputException tooLong(long length) {
        return new InputException(
                file
                        + ", line "
                        + number
                        + ": the line is "
                        + TextFile.size(length)
                        + " long; the longest allowed is "
                        + TextFile.LONGEST
                        + ". Maybe the file is one JSON array: name it .json.");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
