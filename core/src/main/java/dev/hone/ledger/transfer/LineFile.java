package dev.hone.ledger.transfer;

import dev.hone.InputException;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The lines of a file as bytes, none longer than a limit: a file without line ends is refused
/// before it fills the memory.
final class LineFile implements Closeable {

    /// An event carries a whole evaluation, so lines may be long: 256 MiB.
    static final int LONGEST_BYTES = 256 << 20;

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final int longest;
    private final InputStream in;
    private long number;

    LineFile(Path file, int longest) throws IOException {
        this.file = file;
        this.longest = longest;
        this.in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    }

    /// Where the line last read stands, for messages.
    String place() {
        return file + ", line " + number;
    }

    /// The next line without its end; null when there are no more.
    byte @Nullable [] next() throws IOException {
        int next = in.read();
        if (next < 0) {
            return null;
        }
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (next >= 0 && next != '\n') {
            if (line.size() == longest) {
                throw new InputException(
                        place()
                                + ": the line is longer than "
                                + (longest >> 20)
                                + " MB, the most allowed. Name a file that 'hone ledger export'"
                                + " wrote.");
            }
            line.write(next);
            next = in.read();
        }
        return line.toByteArray();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
