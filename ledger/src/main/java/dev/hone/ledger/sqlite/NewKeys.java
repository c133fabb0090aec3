package dev.hone.ledger.sqlite;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Where the newest answers of a file stand, which are not in its index yet. Keys are random, so
/// that an index costs a page for every answer; filled with thousands of answers at once, it costs
/// a few for each page. Until then they are found here. Thread-safe.
///
/// All answers behind [#indexed()] and up to [#seen()] are here. Who finds nothing here, nor in the
/// index of a view whose index ends before [#indexed()] as it is afterwards, has to look again in a
/// newer view.
final class NewKeys {

    private static final long[] NONE = {};

    // By the first bytes of a key; more than one id where keys begin alike.
    private final ConcurrentHashMap<Long, long[]> ids = new ConcurrentHashMap<>();
    private volatile long indexed;
    private volatile long seen;

    /// The newest answer that the index was known to have.
    long indexed() {
        return indexed;
    }

    /// The newest answer that is here or in the index.
    long seen() {
        return seen;
    }

    /// The ids of answers whose keys begin as this one does.
    long[] startingLike(byte[] key) {
        return ids.getOrDefault(start(key), NONE);
    }

    /// How the keys begin.
    Set<Long> starts() {
        return ids.keySet();
    }

    /// Takes an answer in, unless it is here or in the index.
    ///
    /// @param id of the one behind [#seen()], or of one before
    synchronized void add(long id, byte[] key) {
        if (id <= seen) {
            return;
        }
        long[] own = {id};
        ids.merge(start(key), own, NewKeys::joined);
        seen = id;
    }

    /// Drops the answers that the index has now.
    ///
    /// @param id of the newest of them
    synchronized void dropUpTo(long id) {
        if (id <= indexed) {
            return;
        }
        // In this order: see above.
        indexed = id;
        seen = Math.max(seen, id);
        ids.replaceAll((start, all) -> Arrays.stream(all).filter(each -> each > id).toArray());
        ids.values().removeIf(all -> all.length == 0);
    }

    private static long[] joined(long[] some, long[] others) {
        long[] all = Arrays.copyOf(some, some.length + others.length);
        System.arraycopy(others, 0, all, some.length, others.length);
        return all;
    }

    /// The first bytes of a key, as a number.
    static long start(byte[] key) {
        return ByteBuffer.wrap(Arrays.copyOf(key, Long.BYTES)).getLong();
    }
}
