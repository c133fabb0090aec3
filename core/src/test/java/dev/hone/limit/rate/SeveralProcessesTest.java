package dev.hone.limit.rate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class SeveralProcessesTest {

    private static final int REQUESTS = 120;
    private static final int PER_MINUTE = 3_000;
    private static final int PER_SECOND = PER_MINUTE / 60;

    @TempDir private Path folder;

    @Test
    void twoTogetherKeepToTheLimitOfOne() throws Exception {
        List<Process> processes = List.of(start(), start());
        List<Long> sent = new ArrayList<>();
        for (Process process : processes) {
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(out).isZero();
            out.lines().map(Long::valueOf).forEach(sent::add);
        }
        Collections.sort(sent);
        assertThat(sent).hasSize(2 * REQUESTS);
        // What a second holds at once, and then one after the other; alone, each had taken half of
        // it.
        long shortest = 1000L * (2 * REQUESTS - PER_SECOND) / PER_SECOND;
        assertThat(sent.getLast() - sent.getFirst()).isGreaterThan(shortest * 9 / 10);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PacedProcess.class.getName(),
                        folder.resolve("state").toString(),
                        Integer.toString(REQUESTS),
                        Integer.toString(PER_MINUTE))
                .redirectErrorStream(true)
                .start();
    }
}
