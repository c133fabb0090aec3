package dev.hone.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.HoneException;
import dev.hone.InputException;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.ledger.store.Answers;
import dev.hone.ledger.store.ChildProcess;
import dev.hone.ledger.store.WritingProcess;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Disks that are full or may not be written. Each is a real file system, mounted for one child
/// process.
class DiskTest {

    @TempDir private Path folder;

    @BeforeAll
    static void aDiskCanBeMounted() throws Exception {
        int code;
        try {
            code =
                    new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                            .start()
                            .waitFor();
        } catch (IOException e) {
            code = -1;
        }
        if (code != 0) {
            Assumptions.abort(
                    "Mounting needs unshare(1) and user namespaces; this system has not.");
        }
    }

    @Test
    void aFullDiskFailsAllWhoWaitAndKeepsWhatWasDurable() throws Exception {
        ChildProcess child = on("size=2m", FillingProcess.class);
        assertThat(child.awaitExit()).isZero();
        assertThat(child.lines())
                .containsExactly(
                        "threads that were told: " + WritingProcess.THREADS,
                        "some answers were durable: true",
                        "all of them are there: true",
                        "all say that the disk is full: true");
    }

    @Test
    void aReadOnlyDiskIsTheUsersToPutRight() throws Exception {
        ChildProcess child = on("ro", OpeningProcess.class);
        assertThat(child.awaitExit()).isZero();
        assertThat(child.lines()).containsExactly("InputException: true");
    }

    @Test
    void aFolderForTemporaryFilesWithoutRoomIsNamed() throws Exception {
        String mount =
                "mount -t tmpfs -o size=100k tmpfs /mnt"
                        + " && JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=/mnt exec \"$@\"";
        ChildProcess child =
                ChildProcess.javaWithin(
                        List.of("unshare", "-rm", "sh", "-c", mount),
                        UnpackingProcess.class,
                        folder.resolve("ledger.db").toString());
        assertThat(child.awaitExit()).isZero();
        assertThat(child.lines()).containsExactly("the folder is named: true");
    }

    private ChildProcess on(String options, Class<?> main) throws IOException {
        String mount = "mount -t tmpfs -o " + options + " tmpfs '" + folder + "' && exec \"$@\"";
        return ChildProcess.javaWithin(
                List.of("unshare", "-rm", "sh", "-c", mount),
                main,
                folder.resolve("ledger.db").toString());
    }

    static final class FillingProcess {

        private FillingProcess() {}

        public static void main(String[] args) {
            AtomicLong next = new AtomicLong();
            AtomicLong durable = new AtomicLong();
            AtomicLong told = new AtomicLong();
            AtomicLong lost = new AtomicLong();
            Queue<String> failures = new ConcurrentLinkedQueue<>();
            try (Ledger ledger = SqliteLedger.open(Path.of(args[0]))) {
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (int i = 0; i < WritingProcess.THREADS; i++) {
                        threads.execute(
                                () -> {
                                    try {
                                        while (true) {
                                            RecordedAnswer answer =
                                                    Answers.numbered(next.getAndIncrement());
                                            ledger.record(answer);
                                            durable.incrementAndGet();
                                            if (ledger.find(answer.request().digest()).isEmpty()) {
                                                lost.incrementAndGet();
                                            }
                                        }
                                    } catch (HoneException e) {
                                        failures.add(String.valueOf(e.getMessage()));
                                        told.incrementAndGet();
                                    }
                                });
                    }
                }
                long there = 0;
                for (long i = 0; i < next.get(); i++) {
                    if (ledger.find(Answers.numbered(i).request().digest()).isPresent()) {
                        there++;
                    }
                }
                ChildProcess.print("threads that were told: " + told);
                ChildProcess.print("some answers were durable: " + (durable.get() > 100));
                ChildProcess.print(
                        "all of them are there: " + (lost.get() == 0 && there >= durable.get()));
            }
            ChildProcess.print(
                    "all say that the disk is full: "
                            + failures.stream()
                                    .allMatch(text -> text.contains("the disk is full")));
        }
    }

    static final class OpeningProcess {

        private OpeningProcess() {}

        public static void main(String[] args) {
            try {
                SqliteLedger.open(Path.of(args[0])).close();
            } catch (HoneException e) {
                ChildProcess.print("InputException: " + (e instanceof InputException));
            }
        }
    }

    static final class UnpackingProcess {

        private UnpackingProcess() {}

        public static void main(String[] args) {
            try {
                SqliteLedger.open(Path.of(args[0])).close();
            } catch (InputException e) {
                String message = String.valueOf(e.getMessage());
                ChildProcess.print(
                        "the folder is named: " + message.contains("temporary files, /mnt. Make"));
            }
        }
    }
}
