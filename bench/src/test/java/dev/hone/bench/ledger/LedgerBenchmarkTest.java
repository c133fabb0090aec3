package dev.hone.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Runs, and says what it measured; how fast is no matter of tests.
class LedgerBenchmarkTest {

    @TempDir private Path folder;

    @Test
    void everythingIsMeasured() throws Exception {
        LedgerSettings settings =
                LedgerSettings.parse(
                        "puts=200",
                        "gets=500",
                        "threads=4",
                        "rounds=1",
                        "records=2000",
                        "events=1000");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LedgerBenchmark.run(settings, folder, new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("put, ledger ")
                .contains("get, ledger, from the store / get, naive SQLite: median")
                .contains("2,000 read whole")
                .doesNotContain("diskcache");
    }

    @Test
    void anUnknownSettingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerSettings.parse("speed=11"))
                .withMessageContaining("speed=11")
                .withMessageContaining("rounds");
    }
}
