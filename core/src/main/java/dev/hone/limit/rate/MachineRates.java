package dev.hone.limit.rate;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// A state in a small file, which every process of a user on this machine reads and writes. The
/// file appears with the first change; a damaged one is taken for a fresh one.
///
/// Changes happen under a lock of the operating system, which frees it when its holder ends,
/// however it ends. A lock that is not to be had within a tenth of a second (its holder was
/// stopped) is done without: going on matters more than the last request. When the file cannot be
/// used, the state goes on in this process alone.
///
/// Not through a `FileChannel`: that one is closed for good when its thread is interrupted.
final class MachineRates implements RateStore {

    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOCK_AGAIN = TimeUnit.MICROSECONDS.toNanos(100);

    private final Path path;
    private final LongSupplier epochNanos;
    private final Consumer<String> warning;
    private final ProcessRates alone;
    private @Nullable RandomAccessFile file;
    private boolean unusable;

    /// @param epochNanos since 1970; may be set back
    /// @param warning given one sentence when the file cannot be used
    MachineRates(Path path, LongSupplier epochNanos, Consumer<String> warning) {
        this.path = path;
        this.epochNanos = epochNanos;
        this.warning = warning;
        this.alone = new ProcessRates(new SharedState(), epochNanos);
    }

    @Override
    public long update(Change change) {
        if (unusable) {
            return alone.update(change);
        }
        try {
            return updated(opened(), change);
        } catch (IOException e) {
            unusable = true;
            warning.accept(
                    "The file "
                            + path
                            + " cannot be used ("
                            + e
                            + "), so rate limits hold in this process alone. Make its folder"
                            + " writable where several runs use one key at a time.");
            return alone.update(change);
        }
    }

    private static long updated(RandomAccessFile open, Change change, long now) throws IOException {
        byte[] before = read(open);
        SharedState state = SharedState.decode(before);
        long result = change.apply(state, now);
        byte[] after = state.encode();
        if (!Arrays.equals(before, after)) {
            open.seek(0);
            open.write(after);
        }
        return result;
    }

    private long updated(RandomAccessFile open, Change change) throws IOException {
        FileLock lock = lock(open);
        try {
            return updated(open, change, epochNanos.getAsLong());
        } finally {
            if (lock != null) {
                lock.release();
            }
        }
    }

    @Override
    public long pausedNanos() {
        if (unusable) {
            return alone.pausedNanos();
        }
        try {
            if (file == null && !Files.exists(path)) {
                return 0;
            }
            return SharedState.decode(read(opened())).pausedNanos(epochNanos.getAsLong());
        } catch (IOException e) {
            return 0;
        }
    }

    private RandomAccessFile opened() throws IOException {
        if (file == null) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            file = new RandomAccessFile(path.toFile(), "rw");
        }
        return file;
    }

    private static byte[] read(RandomAccessFile open) throws IOException {
        byte[] bytes = new byte[SharedState.BYTES];
        open.seek(0);
        int length = 0;
        while (length < bytes.length) {
            int count = open.read(bytes, length, bytes.length - length);
            if (count < 0) {
                return Arrays.copyOf(bytes, length);
            }
            length += count;
        }
        return bytes;
    }

    private static @Nullable FileLock lock(RandomAccessFile open) throws IOException {
        for (long waited = 0; waited < PATIENCE; waited += LOCK_AGAIN) {
            FileLock lock = tryLock(open);
            if (lock != null) {
                return lock;
            }
            LockSupport.parkNanos(LOCK_AGAIN);
        }
        return null;
    }

    private static @Nullable FileLock tryLock(RandomAccessFile open) throws IOException {
        try {
            // Far behind the end: where locks are kept by force, reading in passing stays possible.
            return open.getChannel().tryLock(Long.MAX_VALUE / 2, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
