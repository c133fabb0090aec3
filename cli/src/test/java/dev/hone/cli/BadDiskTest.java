package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.ledger.sqlite.FileCheck;
import dev.hone.ledger.store.LedgerCheck;
import dev.hone.testkit.FaultServer;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Whole runs on disks that are full or may not be written, each a real file system that one script
/// mounts for its children; and what becomes of them when the disk is put right.
class BadDiskTest {

    private static final int IN_FLIGHT = 16;
    private static final int BAD_INPUT = 2;
    private static final List<String> FILES =
            List.of("prompt.txt", "trajectory.jsonl", "report.html", "result.json");
    private static final List<String> OWN_MOUNTS = List.of("unshare", "-rm");

    @TempDir private Path folder;
    private String run = "";

    @Test
    void aRunThatFillsTheDiskGoesOnWhenThereIsRoom() throws Exception {
        requireMounts();
        try (FaultServer server = server()) {
            int whole = whole(server);
            int inTheMiddle = 0;
            for (int kilobytes : List.of(24, 80, 160, 300, 550)) {
                Trouble trouble = trouble(server, small(kilobytes), "disk/ledger.db", "disk/run");
                assertClear(trouble, "disk/");
                assertThat(trouble.output).containsPattern("make room|with room");
                assertWhole(trouble, whole);
                inTheMiddle += trouble.durable > 0 && trouble.durable < whole ? 1 : 0;
            }
            assertThat(inTheMiddle).isGreaterThan(2);
        }
    }

    @Test
    void aRunWhoseFolderHasNoRoomForItsFilesIsFinishedWithoutPayingAgain() throws Exception {
        requireMounts();
        try (FaultServer server = server()) {
            int whole = whole(server);
            int judged = 0;
            for (int kilobytes : List.of(4, 24, 60)) {
                Trouble trouble = trouble(server, small(kilobytes), "own/ledger.db", "disk/run");
                assertClear(trouble, "disk/run/");
                assertThat(trouble.output).contains("with room");
                assertThat(folder.resolve("first/disk/run/result.json")).doesNotExist();
                assertWhole(trouble, whole);
                judged += trouble.durable == whole ? 1 : 0;
            }
            assertThat(judged).isGreaterThan(1);
        }
    }

    @Test
    void aReadOnlyDiskIsToldBeforeAnythingIsPaid() throws Exception {
        requireMounts();
        String disk =
                """
                mount -t tmpfs tmpfs disk && mkdir disk/there && : > empty.jsonl
                "$@" ledger import empty.jsonl --ledger disk/there/ledger.db
                mount -o remount,ro disk
                """;
        try (FaultServer server = server()) {
            int whole = whole(server);
            String ledger = "disk/there/ledger.db";
            assertToldBefore(trouble(server, disk, ledger, "own/run"), ledger, whole);
            ledger = "disk/ledger.db";
            assertToldBefore(trouble(server, disk, ledger, "own/run"), ledger, whole);
            ledger = "disk/new/ledger.db";
            assertToldBefore(trouble(server, disk, ledger, "own/run"), "disk/new", whole);
            ledger = "own/ledger.db";
            assertToldBefore(trouble(server, disk, ledger, "disk/run"), "disk/run", whole);
        }
    }

    private void assertToldBefore(Trouble trouble, String named, int whole) throws IOException {
        assertClear(trouble, named);
        assertThat(trouble.output).containsPattern("Make it writable|can(not)? be written");
        assertThat(trouble.sent).isZero();
        assertThat(folder.resolve("first").resolve(run)).doesNotExist();
        assertWhole(trouble, whole);
    }

    private static String small(int kilobytes) {
        return "mount -t tmpfs -o size=" + kilobytes + "k tmpfs disk";
    }

    private FaultServer server() throws IOException {
        SmallTask task =
                SmallTask.in(
                        folder,
                        20,
                        "limits: { concurrency: %d }\nstop-after: { steps: 6 }\n"
                                .formatted(IN_FLIGHT));
        return task.server().latency(Duration.ofMillis(1), Duration.ofMillis(10), 1).start();
    }

    /// @return the requests of a run that has no trouble
    private int whole(FaultServer server) throws Exception {
        ChildRun child =
                ChildRun.start(
                        server,
                        folder,
                        "optimize",
                        "task.yaml",
                        "--out",
                        "whole",
                        "--ledger",
                        "whole.db");
        assertThat(child.awaitExit()).as(child.output()).isZero();
        return server.requestCount();
    }

    /// What became of a run.
    ///
    /// @param code of the first try
    /// @param sent by the first try
    /// @param durable answers in the ledger after it
    /// @param codeAgain of the try after the disk was put right
    /// @param sentAgain by that
    private record Trouble(
            int code, int sent, long durable, String output, int codeAgain, int sentAgain) {}

    /// Runs on a disk that is mounted so, and again when it is large and may be written.
    private Trouble trouble(FaultServer server, String mount, String ledger, String run)
            throws Exception {
        String optimize = "\"$@\" optimize task.yaml --out %s --ledger %s".formatted(run, ledger);
        String script =
                """
                rm -rf first second own && mkdir -p disk own first second
                %1$s
                %2$s > first.log 2>&1
                echo $? > first.tmp
                cp -r disk own first
                mv first.tmp first.code
                read go
                mount -o remount,rw,size=64m disk
                if [ -e %3$s/run.json ]; then "$@" resume %3$s; else %2$s; fi > second.log 2>&1
                code=$?
                cp -r disk own second
                exit $code
                """
                        .formatted(mount, optimize, run);
        this.run = run;
        Path first = folder.resolve("first.code");
        Files.deleteIfExists(first);
        int before = server.requestCount();
        ChildRun child = ChildRun.script(server, folder, OWN_MOUNTS, script);
        while (child.isAlive() && !Files.exists(first)) {
            Thread.sleep(5);
        }
        assertThat(first).as(child.output()).exists();
        int between = server.requestCount();
        try (OutputStream input = child.process().getOutputStream()) {
            input.write("go\n".getBytes(StandardCharsets.UTF_8));
        }
        int codeAgain = child.awaitExit();
        return new Trouble(
                Integer.parseInt(Files.readString(first).strip()),
                between - before,
                durable(folder.resolve("first").resolve(ledger)),
                Files.readString(folder.resolve("first.log")),
                codeAgain,
                server.requestCount() - between);
    }

    private static long durable(Path ledger) {
        if (!Files.exists(ledger)) {
            return 0;
        }
        LedgerCheck check = FileCheck.of(ledger, 10);
        assertThat(check.damages()).isEmpty();
        return check.answers();
    }

    private void assertClear(Trouble trouble, String place) throws IOException {
        assertThat(trouble.code).as(trouble.output).isEqualTo(BAD_INPUT);
        assertThat(trouble.output.lines().filter(line -> line.contains("error")))
                .as(trouble.output)
                .singleElement()
                .asString()
                .startsWith("error: ")
                .contains(place);
        assertThat(trouble.output).doesNotContain("\tat ", "Exception");
        Path left = folder.resolve("first").resolve(run);
        if (Files.exists(left)) {
            try (Stream<Path> files = Files.list(left)) {
                assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
            }
        }
        for (String file : FILES) {
            Path written = left.resolve(file);
            if (Files.exists(written)) {
                assertThat(written).hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
            }
        }
    }

    private void assertWhole(Trouble trouble, int whole) throws IOException {
        assertThat(trouble.codeAgain).as(Files.readString(folder.resolve("second.log"))).isZero();
        assertThat(trouble.durable).isGreaterThanOrEqualTo((long) trouble.sent - IN_FLIGHT);
        assertThat((long) trouble.sentAgain).isLessThanOrEqualTo(whole - trouble.durable);
        for (String file : FILES) {
            assertThat(folder.resolve("second").resolve(run).resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
        }
    }

    private static void requireMounts() throws InterruptedException {
        int code;
        try {
            code =
                    new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                            .start()
                            .waitFor();
        } catch (IOException e) {
            code = -1;
        }
        Assumptions.assumeTrue(
                code == 0, "Mounting needs unshare(1) and user namespaces; this system has not.");
    }
}
