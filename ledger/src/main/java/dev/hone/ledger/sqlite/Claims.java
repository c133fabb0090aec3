package dev.hone.ledger.sqlite;

import dev.hone.Digest;
import dev.hone.ledger.Claim;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Claims as locks of single bytes, far behind the end of empty files in a folder beside the
/// ledger. The operating system frees the locks of a process that ends, however it ends, so there
/// is no claim of the dead to tell from one of the living.
///
/// There are many files because what a lock costs grows with the locks that are held in its file.
/// Two requests whose digests begin with the same 62 bits would share a byte: then one waits for
/// the other, needlessly. Where a file cannot be opened or locked, every claim is granted.
final class Claims implements AutoCloseable {

    private static final String SUFFIX = "-claims";
    private static final int FILES = 64;
    private static final int HEX_DIGITS_OF_A_LONG = 16;

    private final Path folder;
    private final AtomicReferenceArray<@Nullable FileChannel> channels =
            new AtomicReferenceArray<>(FILES);
    private boolean closed;

    Claims(Path ledger) {
        folder = ledger.resolveSibling(ledger.getFileName() + SUFFIX);
    }

    /// @throws IllegalStateException when closed
    Optional<Claim> claim(Digest request) {
        long position = position(request);
        try {
            FileLock lock = channel((int) (position % FILES)).tryLock(position, 1, false);
            return lock == null ? Optional.empty() : Optional.of(() -> release(lock));
        } catch (OverlappingFileLockException e) {
            // Another ledger of this process on the same file has it.
            return Optional.empty();
        } catch (ClosedChannelException e) {
            throw new IllegalStateException("The ledger is closed.", e);
        } catch (IOException e) {
            return Optional.of(() -> {});
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
        Files.createDirectories(folder);
        Path file = folder.resolve(Integer.toString(number));
        FileChannel opened =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channels.set(number, opened);
        return opened;
    }

    private static long position(Digest request) {
        return Long.parseUnsignedLong(request.hex().substring(0, HEX_DIGITS_OF_A_LONG), 16) >>> 2;
    }

    private static void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            // Closed meanwhile, and free with that.
        }
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
