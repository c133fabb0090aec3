package dev.hone.ledger.sqlite;

import dev.hone.Digest;
import dev.hone.ledger.Claim;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Claims as locks of single bytes, far behind the end of an empty file beside the ledger. The
/// operating system frees the locks of a process that ends, however it ends, so there is no claim
/// of the dead to tell from one of the living.
///
/// Two requests whose digests begin with the same 62 bits would share a byte: then one waits for
/// the other, needlessly. Where the file cannot be opened or locked, every claim is granted. The
/// file must be another than the database: closing that would free SQLite's own locks in it.
final class Claims implements AutoCloseable {

    private static final String SUFFIX = "-claims";
    private static final int HEX_DIGITS_OF_A_LONG = 16;

    private final @Nullable FileChannel channel;

    Claims(Path ledger) {
        channel = channel(ledger.resolveSibling(ledger.getFileName() + SUFFIX));
    }

    private static @Nullable FileChannel channel(Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            return null;
        }
    }

    /// @throws IllegalStateException when closed
    Optional<Claim> claim(Digest request) {
        if (channel == null) {
            return Optional.of(() -> {});
        }
        try {
            FileLock lock = channel.tryLock(position(request), 1, false);
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
    public void close() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was written, so nothing is lost.
        }
    }
}
