package dev.hone.limit.rate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.SplittableRandom;

/// What comes of many decisions, against servers with limits that the limiter does not know.
class AdaptiveLimiterTest {

    private static final long SECOND = Simulation.SECOND;
    private static final Weight ANY = new Weight(100, 100);

    @ParameterizedTest
    @CsvSource({"10, 5", "10, 2000", "100, 50", "2, 1000", "1, 10", "500, 200"})
    void aRateThatNobodyTellsIsFoundByTrying(double perSecond, long latencyMillis) {
        Simulation simulation =
                new Simulation(
                        Servers.Bucket.of(
                                Quota.Kind.REQUESTS,
                                Math.max(1, perSecond),
                                perSecond,
                                latencyMillis * SECOND / 1000,
                                false));
        Simulation.Client client = simulation.client(64, ANY);
        simulation.run(60 * SECOND);
        client.forget();
        simulation.run(600 * SECOND);
        double possible = Math.min(perSecond, 64_000.0 / latencyMillis);
        assertThat(client.answered() / (600 * possible)).isGreaterThan(0.6);
        assertThat((double) client.refused() / client.answered()).isLessThan(0.2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "10, 1000", "40, 100"})
    void aServersSlotsAreFilled(int slots, long latencyMillis) {
        Simulation simulation =
                new Simulation(new Servers.Slots(slots, latencyMillis * SECOND / 1000));
        Simulation.Client client = simulation.client(64, ANY);
        simulation.run(60 * SECOND);
        client.forget();
        simulation.run(600 * SECOND);
        double possible = slots * 1000.0 / latencyMillis;
        assertThat(client.answered() / (600 * possible)).isGreaterThan(0.8);
        assertThat((double) client.refused() / client.answered()).isLessThan(0.1);
    }

    @ParameterizedTest
    @CsvSource({"20, 200", "100, 500", "40, 1000"})
    void twoGetSharesOfOneSize(double perSecond, long latencyMillis) {
        Simulation simulation =
                new Simulation(
                        Servers.Bucket.of(
                                Quota.Kind.REQUESTS,
                                perSecond,
                                perSecond,
                                latencyMillis * SECOND / 1000,
                                false));
        Simulation.Client one = simulation.client(64, ANY);
        simulation.run(60 * SECOND);
        Simulation.Client other = simulation.client(64, ANY);
        simulation.run(300 * SECOND);
        one.forget();
        other.forget();
        simulation.run(3000 * SECOND);
        assertThat((double) one.answered() / other.answered()).isBetween(0.6, 1.6);
        assertThat((one.answered() + other.answered()) / (3000 * perSecond)).isGreaterThan(0.5);
    }

    @Test
    void aServerThatGotFasterIsSoonUsed() {
        Servers.Slots server = new Servers.Slots(2, SECOND);
        Simulation simulation = new Simulation(server);
        Simulation.Client client = simulation.client(64, ANY);
        simulation.run(300 * SECOND);
        server.add(1000);
        simulation.run(180 * SECOND);
        client.forget();
        simulation.run(60 * SECOND);
        assertThat(client.answered()).isEqualTo(64 * 60);
    }

    @Test
    void singleRefusalsNarrowNothing() {
        Simulation simulation =
                new Simulation(new Servers.Moody(0.02, SECOND, new SplittableRandom(1)));
        Simulation.Client client = simulation.client(64, ANY);
        simulation.run(600 * SECOND);
        assertThat(client.answered() / (600.0 * 64)).isGreaterThan(0.95);
    }

    @ParameterizedTest
    @CsvSource({"600, 100", "600, 5", "60, 1000", "6000, 300"})
    void headersKeepRefusalsAway(int perMinute, long latencyMillis) {
        long latency = latencyMillis * SECOND / 1000;
        for (Simulation.Server server :
                new Simulation.Server[] {
                    Servers.Bucket.of(
                            Quota.Kind.REQUESTS, perMinute, perMinute / 60.0, latency, true),
                    new Servers.MinuteByMinute(perMinute, latency)
                }) {
            Simulation simulation = new Simulation(server);
            Simulation.Client client = simulation.client(64, ANY);
            simulation.run(600 * SECOND);
            // What is there at first, and what is added in ten minutes.
            assertThat(client.answered()).isBetween(9 * perMinute, 11 * perMinute);
            assertThat(client.refused()).isLessThan(64 + client.answered() / 20);
        }
    }

    @Test
    void tokensWeigh() {
        Servers.Bucket server =
                Servers.Bucket.of(Quota.Kind.TOKENS, 60_000, 1_000, SECOND / 10, true);
        Simulation simulation = new Simulation(server);
        Simulation.Client heavy = simulation.client(64, new Weight(1_000, 1_000));
        simulation.run(600 * SECOND);
        // 60,000 at first and 600,000 later, 2,000 for each.
        assertThat(heavy.answered()).isBetween(300, 330);
        assertThat(heavy.refused()).isLessThan(64);
    }
}
