package dev.hone.ledger.claim;

import dev.hone.Digest;
import dev.hone.ledger.Claim;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.StampedLock;

/// What this process has claimed of a ledger. Thread-safe. All ledgers of this process on one file
/// share one of these, as locks belong to processes.
///
/// A claim stands in memory. While another process claims too ([Presence]), it is a locked byte as
/// well ([ByteLocks]). Who was alone locks all he has claimed before he lets another in, which
/// takes him some 20 ms; until then nothing is granted to the other. The operating system frees the
/// locks of a process that ends, however it ends, so there is no claim of the dead to tell from one
/// of the living.
///
/// Where a file cannot be opened or locked, there are no claims between processes.
public final class Claims implements AutoCloseable {

    private static final String SUFFIX = "-claims";
    private static final String PRESENCE = "presence";
    private static final Duration LISTEN = Duration.ofMillis(20);
    private static final Duration TRY_AGAIN = Duration.ofMillis(2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final Map<Path, Claims> OPEN = new HashMap<>();

    private final Path folder;
    private final ByteLocks bytes;
    private final ConcurrentMap<Digest, Held> held = new ConcurrentHashMap<>();
    // Claims come and go under the shared lock, the state changes under the exclusive one.
    private final StampedLock lock = new StampedLock();
    private volatile State state = State.OUTSIDE;
    private @Nullable Presence presence;
    private int users;

    private enum State {
        OUTSIDE,
        ALONE,
        AMONG_OTHERS,
        UNGUARDED,
        CLOSED
    }

    private static final class Held {
        private @Nullable FileLock lock;
    }

    private Claims(Path folder) {
        this.folder = folder;
        this.bytes = new ByteLocks(folder);
    }

    /// To be closed by each who got it.
    ///
    /// @param ledger that exists
    public static Claims of(Path ledger) {
        Path file = real(ledger);
        Path folder = file.resolveSibling(file.getFileName() + SUFFIX);
        synchronized (OPEN) {
            Claims claims = OPEN.computeIfAbsent(folder, Claims::new);
            claims.users++;
            return claims;
        }
    }

    private static Path real(Path ledger) {
        try {
            return ledger.toRealPath();
        } catch (IOException e) {
            return ledger;
        }
    }

    /// Whether no other process claims, so that a claim costs next to nothing.
    public boolean isAlone() {
        return state == State.ALONE;
    }

    /// Empty while somebody has it, and when who was alone does not let us in within a second.
    public Optional<Claim> claim(Digest request) {
        if (state == State.OUTSIDE && !enter()) {
            return Optional.empty();
        }
        long stamp = lock.readLock();
        try {
            Held claim = new Held();
            if (held.putIfAbsent(request, claim) != null) {
                return Optional.empty();
            }
            if (state == State.AMONG_OTHERS && !isLocked(request, claim)) {
                held.remove(request);
                return Optional.empty();
            }
            return Optional.of(() -> release(request, claim));
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private void release(Digest request, Held claim) {
        long stamp = lock.readLock();
        try {
            if (claim.lock != null) {
                claim.lock.release();
            }
        } catch (IOException e) {
            // Closed meanwhile, and free with that.
        } finally {
            held.remove(request, claim);
            lock.unlockRead(stamp);
        }
    }

    private boolean isLocked(Digest request, Held claim) {
        try {
            claim.lock = bytes.tryLock(request);
            return claim.lock != null;
        } catch (IOException e) {
            return true;
        }
    }

    /// Waits for who is alone to let us in, for a while.
    private boolean enter() {
        long start = System.nanoTime();
        while (state == State.OUTSIDE) {
            if (isIn()) {
                return true;
            }
            if (Thread.currentThread().isInterrupted()
                    || System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(TRY_AGAIN.toNanos());
        }
        return true;
    }

    private boolean isIn() {
        long stamp = lock.writeLock();
        try {
            if (state != State.OUTSIDE) {
                return true;
            }
            if (presence == null) {
                Files.createDirectories(folder);
                presence = new Presence(folder.resolve(PRESENCE));
            }
            if (!presence.enter()) {
                return false;
            }
            state = presence.isAlone() ? State.ALONE : State.AMONG_OTHERS;
            if (state == State.ALONE) {
                Thread.ofPlatform().daemon().name("ledger presence").start(this::listen);
            }
        } catch (IOException e) {
            giveUp();
        } finally {
            lock.unlockWrite(stamp);
        }
        return true;
    }

    private void listen() {
        while (state == State.ALONE) {
            LockSupport.parkNanos(LISTEN.toNanos());
            long stamp = lock.writeLock();
            try {
                if (state == State.ALONE && presence != null && presence.isSomebodyKnocking()) {
                    held.forEach(this::isLocked);
                    presence.share();
                    state = State.AMONG_OTHERS;
                }
            } catch (IOException e) {
                giveUp();
            } finally {
                lock.unlockWrite(stamp);
            }
        }
    }

    /// Lets everyone else in, as nothing can be locked.
    private void giveUp() {
        state = State.UNGUARDED;
        closePresence();
    }

    private void closePresence() {
        try {
            if (presence != null) {
                presence.close();
            }
        } catch (IOException e) {
            // Nothing was written, so nothing is lost.
        }
    }

    @Override
    public void close() {
        // Closing a file frees all locks this process has in it: those of a successor, too.
        synchronized (OPEN) {
            users--;
            if (users == 0) {
                OPEN.remove(folder);
                closeFiles();
            }
        }
    }

    private void closeFiles() {
        long stamp = lock.writeLock();
        try {
            state = State.CLOSED;
            bytes.close();
            closePresence();
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
