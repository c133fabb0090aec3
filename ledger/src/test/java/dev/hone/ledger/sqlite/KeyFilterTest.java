package dev.hone.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;
import java.util.SplittableRandom;

class KeyFilterTest {

    @Property(tries = 300)
    void itHasWhatWasAdded(@ForAll @Size(min = 1, max = 200) Set<Long> starts) {
        KeyFilter filter = new KeyFilter(10);
        starts.forEach(filter::add);
        assertThat(starts).allMatch(filter::mayHave);
    }

    @ParameterizedTest
    @ValueSource(ints = {800, 1_000, 100_000})
    void fullItErrsAboutFewOfTheOthers(int capacity) {
        SplittableRandom random = new SplittableRandom(1);
        KeyFilter filter = new KeyFilter(capacity);
        for (int i = 0; i < capacity; i++) {
            assertThat(filter.isFull()).isFalse();
            filter.add(random.nextLong());
        }
        assertThat(filter.isFull()).isTrue();
        assertThat(random.longs(100_000).filter(filter::mayHave).count()).isLessThan(1_500);
    }
}
