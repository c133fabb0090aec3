package dev.hone.ledger.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Digest;
import dev.hone.ledger.Claim;
import dev.hone.ledger.sqlite.SqliteLedger;
import dev.hone.ledger.store.ChildProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

class ClaimsTest {

    private static final int REQUESTS = 3_000;
    private static final int PROCESSES = 4;
    private static final String UP = "up";

    @TempDir private Path folder;

    @Test
    void whoComesLaterGetsNothingThatWasClaimedAlone() throws Exception {
        Path file = folder.resolve("ledger.db");
        ChildProcess child = ChildProcess.java(HoldingProcess.class, file.toString());
        child.awaitFirstLine();
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(ledger.claim(request(i))).isEmpty();
            }
            assertThat(ledger.claim(request(REQUESTS))).isPresent();
            assertThat(ledger.claimsCheaply()).isFalse();
            child.kill();
            child.awaitExit();
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(ledger.claim(request(i))).isPresent();
            }
        }
    }

    @Test
    void ofProcessesThatComeWhileOneIsAtWorkNoTwoGetTheSameRequest() throws Exception {
        Path file = folder.resolve("ledger.db");
        List<ChildProcess> children = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            children.add(
                    ChildProcess.java(GreedyProcess.class, file.toString(), Integer.toString(i)));
            children.getLast().awaitFirstLine();
        }
        List<String> granted = new ArrayList<>();
        int atWork = 0;
        for (ChildProcess child : children) {
            assertThat(child.awaitExit()).isZero();
            List<String> own = child.lines().stream().filter(line -> !line.equals(UP)).toList();
            atWork += own.isEmpty() ? 0 : 1;
            granted.addAll(own);
        }
        assertThat(granted)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, REQUESTS).mapToObj(Integer::toString).toList());
        assertThat(atWork).isGreaterThan(1);
    }

    @Test
    void twoLedgersOfOneProcessShareWhatItHasClaimed() {
        Path file = folder.resolve("ledger.db");
        try (SqliteLedger one = SqliteLedger.open(file)) {
            Claim claim;
            try (SqliteLedger other = SqliteLedger.open(file)) {
                claim = other.claim(request(1)).orElseThrow();
                assertThat(one.claim(request(1))).isEmpty();
                assertThat(one.claimsCheaply()).isTrue();
            }
            assertThat(one.claim(request(1))).isEmpty();
            claim.close();
            assertThat(one.claim(request(1))).isPresent();
        }
        try (SqliteLedger next = SqliteLedger.open(file)) {
            assertThat(next.claim(request(1))).isPresent();
        }
    }

    private static Digest request(int number) {
        return Digest.of("request", Integer.toString(number));
    }

    /// Claims all requests, and holds them until it is killed.
    static final class HoldingProcess {

        private HoldingProcess() {}

        public static void main(String[] args) throws InterruptedException {
            SqliteLedger ledger = SqliteLedger.open(Path.of(args[0]));
            for (int i = 0; i < REQUESTS; i++) {
                if (ledger.claim(request(i)).isEmpty()) {
                    throw new IllegalStateException("Request " + i + " is claimed already.");
                }
            }
            ChildProcess.print("alone: " + ledger.claimsCheaply());
            Thread.currentThread().join();
        }
    }

    /// Claims whatever it can get, in an order of its own, and lets go of nothing until all
    /// processes have asked for everything.
    static final class GreedyProcess {

        private static final Duration PAUSE = Duration.ofMillis(1);

        private GreedyProcess() {}

        public static void main(String[] args) throws IOException {
            Path file = Path.of(args[0]);
            SqliteLedger ledger = SqliteLedger.open(file);
            ChildProcess.print(UP);
            List<Integer> order = new ArrayList<>(IntStream.range(0, REQUESTS).boxed().toList());
            Collections.shuffle(order, new Random(Integer.parseInt(args[1])));
            for (int number : order) {
                if (ledger.claim(request(number)).isPresent()) {
                    ChildProcess.print(Integer.toString(number));
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            Files.createFile(done(file, args[1]));
            for (int i = 0; i < PROCESSES; i++) {
                while (!Files.exists(done(file, Integer.toString(i)))) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }

        private static Path done(Path ledger, String process) {
            return ledger.resolveSibling("done-" + process);
        }
    }
}
