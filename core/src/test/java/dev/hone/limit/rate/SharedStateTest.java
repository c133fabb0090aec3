package dev.hone.limit.rate;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

class SharedStateTest {

    private static final long NOW = TimeUnit.DAYS.toNanos(20_000);
    private static final Ceiling CEILING = new Ceiling(1, 60, 6_000);

    @Test
    void whatIsWrittenIsRead() {
        SharedState state = new SharedState();
        state.pause(NOW, TimeUnit.SECONDS.toNanos(30));
        assertThat(state.take(NOW, new Weight(1_000, 0), CEILING)).isZero();
        SharedState read = SharedState.decode(state.encode());
        assertThat(read.encode()).isEqualTo(state.encode());
        assertThat(read.pausedNanos(NOW)).isEqualTo(TimeUnit.SECONDS.toNanos(30));
        // 900 tokens of debt and one to come, at 100 a second and a little less.
        assertThat(read.take(NOW, new Weight(1, 0), CEILING))
                .isBetween(TimeUnit.SECONDS.toNanos(9), TimeUnit.SECONDS.toNanos(10));
    }

    @Property
    void anyBytesAreAStateThatHoldsNobodyUpForLong(@ForAll @Size(max = 120) byte[] bytes) {
        SharedState state = SharedState.decode(bytes);
        assertThat(state.pausedNanos(NOW)).isZero();
        assertThat(state.take(NOW, new Weight(1, 1), CEILING)).isZero();
    }

    @Property
    void oneWrongByteMakesAFreshState(@ForAll int place, @ForAll byte wrong) {
        SharedState state = new SharedState();
        state.pause(NOW, TimeUnit.SECONDS.toNanos(30));
        byte[] bytes = state.encode();
        int index = Math.floorMod(place, bytes.length);
        boolean same = bytes[index] == wrong;
        bytes[index] = wrong;
        assertThat(SharedState.decode(bytes).pausedNanos(NOW) > 0).isEqualTo(same);
    }
}
