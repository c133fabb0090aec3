package dev.hone.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Digest;
import dev.hone.ledger.store.Answers;
import dev.hone.ledger.store.ChildProcess;
import dev.hone.ledger.store.WritingProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

class SeveralProcessesTest {

    private static final int PROCESSES = 3;
    private static final int ANSWERS = 2_000;

    @TempDir private Path folder;

    @Test
    void processesThatStartTogetherShareOneNewLedger() throws Exception {
        Path file = folder.resolve("ledger.db");
        List<ChildProcess> children = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            children.add(
                    ChildProcess.java(
                            WritingProcess.class, file.toString(), "0", Integer.toString(ANSWERS)));
        }
        List<Long> positions = new ArrayList<>();
        for (ChildProcess child : children) {
            assertThat(child.awaitExit()).isZero();
            child.lines().stream()
                    .map(ChildProcess::words)
                    .filter(words -> words.getFirst().equals("event"))
                    .forEach(words -> positions.add(Long.parseLong(words.get(1))));
        }
        int events = PROCESSES * ANSWERS / 10;
        assertThat(positions)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, events).boxed().toList());
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            assertThat(ledger.read(WritingProcess.RUN, 0)).hasSize(events);
            for (int i = 0; i < ANSWERS; i++) {
                assertThat(ledger.find(Answers.numbered(i).request().digest())).isPresent();
            }
        }
    }

    @Test
    void whatAProcessHasClaimedIsFreeOnceItIsKilled() throws Exception {
        Path file = folder.resolve("ledger.db");
        ChildProcess child = ChildProcess.java(ClaimingProcess.class, file.toString());
        child.awaitFirstLine();
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            assertThat(ledger.claim(ClaimingProcess.CLAIMED)).isEmpty();
            assertThat(ledger.claim(Digest.of("another"))).isPresent();
            child.kill();
            child.awaitExit();
            assertThat(ledger.claim(ClaimingProcess.CLAIMED)).isPresent();
        }
    }

    static final class ClaimingProcess {

        static final Digest CLAIMED = Digest.of("claimed");

        private ClaimingProcess() {}

        public static void main(String[] args) throws InterruptedException {
            SqliteLedger ledger = SqliteLedger.open(Path.of(args[0]));
            ChildProcess.print("claimed: " + ledger.claim(CLAIMED).isPresent());
            new CountDownLatch(1).await();
        }
    }
}
