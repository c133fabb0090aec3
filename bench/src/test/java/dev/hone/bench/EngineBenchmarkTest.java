package dev.hone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

class EngineBenchmarkTest {

    @Test
    void everyContenderIsMeasuredInEveryRoundAndComparedWithTheBareClient() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        EngineBenchmark.run(
                new EngineSettings(20, 5, Duration.ofMillis(1), 1, 3),
                new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.startsWith("round 3"))
                .hasSize(3)
                .allMatch(line -> line.endsWith(" 0 failed"));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("\nengine / bare client: median ")
                .contains("\nengine, ledger in memory / bare client: median ");
    }

    @Test
    void argumentsReplaceDefaults() {
        assertThat(EngineSettings.parse("requests=10", "latency-millis=0"))
                .isEqualTo(new EngineSettings(10, 1_000, Duration.ZERO, 3, 5));
        assertThatThrownBy(() -> EngineSettings.parse("request=10"))
                .hasMessageContaining("request=10")
                .hasMessageContaining("requests");
    }
}
