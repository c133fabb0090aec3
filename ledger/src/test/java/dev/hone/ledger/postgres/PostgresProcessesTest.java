package dev.hone.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Digest;
import dev.hone.ledger.Claim;
import dev.hone.ledger.store.Answers;
import dev.hone.ledger.store.ChildProcess;
import dev.hone.ledger.store.WritingProcess;
import dev.hone.run.RunEvent;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

/// Several processes on one database, and processes that are killed.
class PostgresProcessesTest {

    private static final int PROCESSES = 3;
    private static final int ANSWERS = 500;
    private static final int KILLS = Integer.getInteger("hone.kills", 5);
    private static final int LONGEST_LIFE_MILLIS = 400;
    private static final long ANSWERS_PER_LIFE = 1_000_000;

    private static TestDatabase database;

    private String url = "";

    @BeforeAll
    static void startServer() throws Exception {
        database = TestDatabase.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void makeAnEmptySchema() {
        url = database.emptySchema();
    }

    @Test
    void processesThatStartTogetherShareOneNewLedger() throws Exception {
        List<ChildProcess> children = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            children.add(
                    ChildProcess.java(WritingProcess.class, url, "0", Integer.toString(ANSWERS)));
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
        try (PostgresLedger ledger = PostgresLedger.open(TestDatabase.parsed(url))) {
            assertThat(ledger.read(WritingProcess.RUN, 0)).hasSize(events);
            for (int i = 0; i < ANSWERS; i++) {
                assertThat(ledger.find(Answers.numbered(i).request().digest())).isPresent();
            }
        }
    }

    @Test
    void nothingThatWasReportedDurableIsLostByAKill() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        List<String> promised = new ArrayList<>();
        for (int life = 0; life < KILLS; life++) {
            ChildProcess child =
                    ChildProcess.java(
                            WritingProcess.class,
                            url,
                            Long.toString(life * ANSWERS_PER_LIFE),
                            Long.toString(ANSWERS_PER_LIFE));
            child.awaitFirstLine();
            Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
            child.kill();
            assertThat(child.awaitExit()).as("killed, not crashed").isEqualTo(128 + 9);
            assertThat(child.lines()).isNotEmpty();
            promised.addAll(child.lines());
        }
        try (PostgresLedger ledger = PostgresLedger.open(TestDatabase.parsed(url))) {
            List<RunEvent> events = ledger.read(WritingProcess.RUN, 0);
            for (String promise : promised) {
                List<String> words = ChildProcess.words(promise);
                if (words.getFirst().equals("answer")) {
                    long number = Long.parseLong(words.get(1));
                    assertThat(ledger.find(Answers.numbered(number).request().digest()))
                            .as(promise)
                            .isPresent();
                } else {
                    assertThat(events.get(Integer.parseInt(words.get(1))))
                            .isEqualTo(WritingProcess.event(Long.parseLong(words.get(2))));
                }
            }
        }
    }

    @Test
    void whatAProcessHasClaimedIsFreeOnceItIsKilled() throws Exception {
        ChildProcess child = ChildProcess.java(ClaimingProcess.class, url);
        child.awaitFirstLine();
        try (PostgresLedger ledger = PostgresLedger.open(TestDatabase.parsed(url))) {
            assertThat(ledger.claim(ClaimingProcess.CLAIMED)).isEmpty();
            assertThat(ledger.claim(Digest.of("another"))).isPresent();
            child.kill();
            child.awaitExit();
            // The server hears of the end a moment later.
            Optional<Claim> claim = ledger.claim(ClaimingProcess.CLAIMED);
            while (claim.isEmpty()) {
                Thread.sleep(10);
                claim = ledger.claim(ClaimingProcess.CLAIMED);
            }
            assertThat(claim).isPresent();
        }
    }

    static final class ClaimingProcess {

        static final Digest CLAIMED = Digest.of("claimed");

        private ClaimingProcess() {}

        public static void main(String[] args) throws InterruptedException {
            PostgresLedger ledger = PostgresLedger.open(PostgresUrl.of(args[0], Map.of()));
            ChildProcess.print("claimed: " + ledger.claim(CLAIMED).isPresent());
            new CountDownLatch(1).await();
        }
    }
}
