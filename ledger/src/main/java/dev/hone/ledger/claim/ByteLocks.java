package dev.hone.ledger.claim;

import dev.hone.Digest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Locks of single bytes, far behind the end of empty files, one for each request. Thread-safe.
///
/// There are many files because what a lock costs grows with the locks that are held in its file.
/// Two requests whose digests begin with the same 62 bits share a byte.
final class ByteLocks implements AutoCloseable {

    private static final int FILES = 64;
    private static final int HEX_DIGITS_OF_A_LONG = 16;

    private final Path folder;
    private final AtomicReferenceArray<@Nullable FileChannel> channels =
            new AtomicReferenceArray<>(FILES);
    private boolean closed;

    /// @param folder that exists
    ByteLocks(Path folder) {
        this.folder = folder;
    }

    /// Null while another has it.
    @Nullable FileLock tryLock(Digest request) throws IOException {
        long position = position(request);
        try {
            return channel((int) (position % FILES)).tryLock(position, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private FileChannel channel(int number) throws IOException {
        FileChannel known = channels.get(number);
        return known == null ? open(number) : known;
    }

    private synchronized FileChannel open(int number) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        FileChannel known = channels.get(number);
        if (known != null) {
            return known;
        }
        Path file = folder.resolve(Integer.toString(number));
        FileChannel opened =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channels.set(number, opened);
        return opened;
    }

    private static long position(Digest request) {
        return Long.parseUnsignedLong(request.hex().substring(0, HEX_DIGITS_OF_A_LONG), 16) >>> 2;
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (int number = 0; number < FILES; number++) {
            FileChannel channel = channels.get(number);
            if (channel != null) {
                try {
                    channel.close();
                } catch (IOException e) {
                    // Nothing was written, so nothing is lost.
                }
            }
        }
    }
}
