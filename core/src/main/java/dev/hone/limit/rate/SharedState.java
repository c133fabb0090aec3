package dev.hone.limit.rate;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/// What everybody who uses an account shares: the provider's wish to be left alone for a while, and
/// what the users' own limits have left. Not thread-safe. Times in nanoseconds of one clock.
final class SharedState {

    /// A longer pause is not kept: whoever is asked for one gives up.
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    static final int BYTES = 12 * Long.BYTES;

    private static final long FORMAT = 0x686f6e6572617401L;
    private static final long CLOCK_SLACK = TimeUnit.SECONDS.toNanos(1);

    private final Pace requests;
    private final Pace tokens;
    private long pausedAt;
    private long pause;

    SharedState() {
        this(new Pace(), new Pace());
    }

    private SharedState(Pace requests, Pace tokens) {
        this.requests = requests;
        this.tokens = tokens;
    }

    /// How long everybody is to wait; 0 for not at all, never above [#LONGEST_PAUSE]. A pause from
    /// the future was written before the clock was set back, and is over.
    long pausedNanos(long now) {
        long since = now - pausedAt;
        return since < -CLOCK_SLACK ? 0 : Math.max(0, pause - Math.max(0, since));
    }

    void pause(long now, long nanos) {
        if (nanos > pausedNanos(now)) {
            pausedAt = now;
            pause = nanos;
        }
    }

    /// Takes a request of this weight and returns 0, or takes nothing and returns how long to wait.
    long take(long now, Weight weight, Ceiling ceiling) {
        long wait = 0;
        if (ceiling.requestsPerMinute() > 0) {
            wait = requests.waitNanos(now, 1, ceiling.requestsPerMinute());
        }
        if (ceiling.tokensPerMinute() > 0) {
            wait =
                    Math.max(
                            wait,
                            tokens.waitNanos(now, weight.tokens(), ceiling.tokensPerMinute()));
        }
        if (wait == 0 && ceiling.requestsPerMinute() > 0) {
            requests.take(1);
        }
        if (wait == 0 && ceiling.tokensPerMinute() > 0) {
            tokens.take((double) weight.tokens());
        }
        return wait;
    }

    /// Corrects what was taken: positive when it was too much, negative when too little.
    void giveBack(long amount) {
        tokens.take((double) -amount);
    }

    byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES).putLong(FORMAT);
        buffer.putLong(pausedAt).putLong(pause);
        put(buffer, requests);
        put(buffer, tokens);
        buffer.putLong(checksum(buffer.array()));
        return buffer.array();
    }

    /// A fresh state where the bytes are none.
    static SharedState decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length != BYTES
                || buffer.getLong() != FORMAT
                || buffer.getLong(BYTES - Long.BYTES) != checksum(bytes)) {
            return new SharedState();
        }
        long pausedAt = buffer.getLong();
        long pause = buffer.getLong();
        SharedState state = new SharedState(pace(buffer), pace(buffer));
        state.pausedAt = pausedAt;
        state.pause = pause < 0 || pause > LONGEST_PAUSE.toNanos() ? 0 : pause;
        return state;
    }

    private static void put(ByteBuffer buffer, Pace pace) {
        buffer.putLong(pace.perMinute()).putLong(pace.boundAt());
        buffer.putDouble(pace.level()).putLong(pace.filledAt());
    }

    private static Pace pace(ByteBuffer buffer) {
        return new Pace(buffer.getLong(), buffer.getLong(), buffer.getDouble(), buffer.getLong());
    }

    private static long checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, BYTES - Long.BYTES);
        return crc.getValue();
    }
}
