package dev.hone.ledger.claim;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Whether this process is the only one that claims requests of a ledger, by locks of three bytes
/// of one file, which the operating system frees when a process ends. Used by one thread at a time,
/// by one object in a process.
///
/// All who claim have the byte `ROOM`: one alone, or any number who share it. Whoever has it alone
/// keeps the `DOOR` as well, and nobody takes or changes his hold of the room without having the
/// door. So nobody comes in before the one who was alone has let him in, and between letting go of
/// the room and sharing it nobody can have it alone. Who finds the door shut has the byte `KNOCK`
/// until he is in.
final class Presence implements AutoCloseable {

    private static final long DOOR = 0;
    private static final long ROOM = 1;
    private static final long KNOCK = 2;

    private final FileChannel channel;
    private @Nullable FileLock door;
    private @Nullable FileLock room;
    private @Nullable FileLock knock;

    Presence(Path file) throws IOException {
        channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
    }

    /// Tries once.
    ///
    /// @return whether this process is in now
    boolean enter() throws IOException {
        door = channel.tryLock(DOOR, 1, false);
        if (door == null) {
            knock = knock == null ? channel.tryLock(KNOCK, 1, true) : knock;
            return false;
        }
        knock = released(knock);
        room = channel.tryLock(ROOM, 1, false);
        if (room == null) {
            join();
        }
        return true;
    }

    /// Once in: whether alone.
    boolean isAlone() {
        return door != null;
    }

    boolean isSomebodyKnocking() throws IOException {
        FileLock free = channel.tryLock(KNOCK, 1, false);
        released(free);
        return free == null;
    }

    /// Lets others in. Whatever was claimed alone must be known to them before.
    void share() throws IOException {
        room = released(room);
        join();
    }

    private void join() throws IOException {
        room = channel.tryLock(ROOM, 1, true);
        if (room == null) {
            throw new IOException("A lock that nobody can have was not to be had.");
        }
        door = released(door);
    }

    private static @Nullable FileLock released(@Nullable FileLock lock) throws IOException {
        if (lock != null) {
            lock.release();
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
