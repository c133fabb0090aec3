package dev.hone.ledger.sqlite;

/// A Bloom filter of keys by their [start][NewKeys#start] (B. H. Bloom, Space/Time Trade-offs in
/// Hash Coding with Allowable Errors, 1970): of a key that was never added it may say that it has
/// it, of one that was added never that it lacks it. Keys are digests, so that they serve as their
/// own hash values. Used by one thread at a time.
final class KeyFilter {

    // With these it is wrong about one key in eighty, or fewer, when it is full.
    private static final int BITS_FOR_A_KEY = 10;
    private static final int BITS_SET_FOR_A_KEY = 4;

    private final int capacity;
    private final long[] words;
    private final int mask;
    private int added;

    /// @param capacity keys, at least 1 and at most 100 million
    KeyFilter(int capacity) {
        this.capacity = capacity;
        int bits = Math.max(Long.SIZE, Integer.highestOneBit(capacity * BITS_FOR_A_KEY) << 1);
        words = new long[bits / Long.SIZE];
        mask = bits - 1;
    }

    /// Keys.
    int capacity() {
        return capacity;
    }

    /// Whether more keys would make it err more often than it should.
    boolean isFull() {
        return added >= capacity;
    }

    void add(long start) {
        for (int i = 0; i < BITS_SET_FOR_A_KEY; i++) {
            int bit = bit(start, i);
            words[bit / Long.SIZE] |= 1L << bit;
        }
        added++;
    }

    boolean mayHave(long start) {
        for (int i = 0; i < BITS_SET_FOR_A_KEY; i++) {
            int bit = bit(start, i);
            if ((words[bit / Long.SIZE] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    /// Two hash values make all others (Kirsch and Mitzenmacher, 2006).
    private int bit(long start, int number) {
        int first = (int) start;
        int second = (int) (start >>> Integer.SIZE) | 1;
        return first + number * second & mask;
    }
}
