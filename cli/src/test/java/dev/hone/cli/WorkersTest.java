package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.testkit.FaultServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Law 4 over HTTP: however many answers are awaited at once, and in whatever order they come.
class WorkersTest {

    private static final List<String> FILES =
            List.of("prompt.txt", "request.txt", "result.json", "trajectory.jsonl", "report.html");

    @TempDir private Path folder;

    @Test
    void theFilesOfARunDoNotDependOnWorkersOrOnTheOrderOfAnswers() throws Exception {
        SmallTask task = SmallTask.in(folder, 20, "stop-after: { steps: 3 }\n");
        try (FaultServer server =
                task.server().latency(Duration.ZERO, Duration.ofMillis(8), 5).start()) {
            for (int workers : List.of(1, 16, 256)) {
                Cli cli = task.cli(server);
                int code =
                        cli.run(
                                "optimize",
                                task.file(),
                                "--out",
                                "run" + workers,
                                "--ledger",
                                workers + ".db",
                                "--set",
                                "limits.concurrency=" + workers);
                assertThat(code).as(cli.err()).isZero();
            }
        }
        for (String file : FILES) {
            assertThat(folder.resolve("run16").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("run1").resolve(file));
            assertThat(folder.resolve("run256").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("run1").resolve(file));
        }
    }
}
