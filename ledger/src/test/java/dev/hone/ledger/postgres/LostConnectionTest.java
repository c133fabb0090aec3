package dev.hone.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Digest;
import dev.hone.HoneException;
import dev.hone.ledger.Attempt;
import dev.hone.ledger.Claim;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.ledger.store.Answers;
import dev.hone.ledger.store.WritingProcess;
import dev.hone.limit.Amount;
import dev.hone.limit.Spent;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Servers that are restarted or crash, and connections that break at the worst moment: nothing is
/// lost, nothing is written twice, and nobody notices.
class LostConnectionTest {

    private static final RunId RUN = new RunId("run");
    private static final Amount USED = new Amount(1, new BigDecimal("0.5"));
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int THREADS = 8;

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

    private PostgresLedger open(Duration patience) {
        return PostgresLedger.open(TestDatabase.parsed(url), patience);
    }

    @ParameterizedTest
    @EnumSource
    void aCommitThatNobodyConfirmedIsMadeOnce(CuttingProxy.Cut cut) throws Exception {
        open(PATIENCE).close();
        String port = url.replaceFirst(".*127\\.0\\.0\\.1:(\\d+)/.*", "$1");
        String direct = url;
        int writes = 6;
        try (CuttingProxy proxy = new CuttingProxy(Integer.parseInt(port), cut)) {
            url = url.replace(":" + port + "/", ":" + proxy.port() + "/");
            try (PostgresLedger ledger = open(PATIENCE)) {
                for (int i = 0; i < writes; i++) {
                    assertThat(ledger.append(RUN, WritingProcess.event(i))).isEqualTo(i);
                    Attempt attempt =
                            ledger.begin(RUN, Digest.of("q" + i), "m", USED, Duration.ZERO);
                    assertThat(attempt).isEqualTo(new Attempt(RUN, i));
                    RecordedAnswer answer = Answers.numbered(i);
                    assertThat(ledger.record(answer, attempt, USED, Duration.ZERO))
                            .isEqualTo(answer);
                }
            }
            assertThat(proxy.cuts()).isGreaterThan(writes);
            url = direct;
            try (PostgresLedger ledger = open(PATIENCE)) {
                assertThat(ledger.read(RUN, 0)).hasSize(writes).doesNotHaveDuplicates();
                assertThat(ledger.spent(RUN))
                        .isEqualTo(
                                new Spent(
                                        writes,
                                        0,
                                        new Amount(writes, new BigDecimal(writes * 0.5)),
                                        Duration.ZERO));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aServerThatIsRestartedInTheMiddleIsWaitedFor(boolean crash) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        AtomicLong next = new AtomicLong();
        ConcurrentMap<Long, RunEvent> appended = new ConcurrentHashMap<>();
        ConcurrentMap<Long, Attempt> begun = new ConcurrentHashMap<>();
        try (PostgresLedger ledger = open(PATIENCE);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                writers.add(
                        threads.submit(
                                () -> {
                                    while (!enough.get()) {
                                        write(ledger, next.getAndIncrement(), appended, begun);
                                    }
                                }));
            }
            for (int restart = 1; restart <= 2; restart++) {
                awaitWrites(next, next.get() + 20 * THREADS);
                if (crash) {
                    database.server().crash();
                } else {
                    database.server().stop();
                }
                database.server().startAgain();
            }
            awaitWrites(next, next.get() + 20 * THREADS);
            enough.set(true);
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        try (PostgresLedger ledger = open(PATIENCE)) {
            List<RunEvent> events = ledger.read(RUN, 0);
            assertThat(events).hasSize((int) next.get()).doesNotHaveDuplicates();
            appended.forEach(
                    (position, event) ->
                            assertThat(events.get(position.intValue())).isEqualTo(event));
            assertThat(appended).hasSize(events.size());
            assertThat(begun.values()).doesNotHaveDuplicates();
            assertThat(ledger.spent(RUN).calls()).isEqualTo(next.get());
            assertThat(ledger.spent(RUN).unsettled()).isZero();
        }
    }

    private static void write(
            PostgresLedger ledger,
            long number,
            ConcurrentMap<Long, RunEvent> appended,
            ConcurrentMap<Long, Attempt> begun) {
        RecordedAnswer answer = Answers.numbered(number);
        Digest request = answer.request().digest();
        try (Claim claim = ledger.claim(request).orElseThrow()) {
            assertThat(ledger.find(request)).isEmpty();
            Attempt attempt = ledger.begin(RUN, request, "m", USED, Duration.ZERO);
            begun.put(number, attempt);
            assertThat(ledger.record(answer, attempt, USED, Duration.ZERO)).isEqualTo(answer);
            assertThat(ledger.find(request)).contains(answer);
            RunEvent event = WritingProcess.event(number);
            appended.put(ledger.append(RUN, event), event);
        }
    }

    private static void awaitWrites(AtomicLong next, long count) throws InterruptedException {
        while (next.get() < count) {
            Thread.sleep(10);
        }
    }

    @Test
    void aServerThatStaysAwayIsReportedAfterAWhileAndUsedWhenItIsBack() throws Exception {
        try (PostgresLedger ledger = open(Duration.ofMillis(100))) {
            RecordedAnswer answer = Answers.numbered(1);
            ledger.record(answer);
            database.server().stop();
            try {
                assertThatThrownBy(() -> ledger.record(Answers.numbered(2)))
                        .isInstanceOf(HoneException.class)
                        .hasMessageContaining("resume when the server is back")
                        .hasMessageNotContaining("planted-secret");
                assertThatThrownBy(() -> ledger.find(Digest.of("never asked")))
                        .isInstanceOf(HoneException.class)
                        .hasMessageContaining("resume when the server is back");
                assertThat(ledger.claim(Digest.of("q"))).isPresent();
            } finally {
                database.server().startAgain();
            }
            assertThat(ledger.find(Digest.of("never asked"))).isEmpty();
            assertThat(ledger.record(Answers.numbered(2))).isEqualTo(Answers.numbered(2));
        }
    }

    @Test
    void aClaimOutlivesItsConnection() {
        Digest request = Digest.of("q");
        try (PostgresLedger one = open(PATIENCE);
                PostgresLedger other = open(PATIENCE)) {
            Claim claim = one.claim(request).orElseThrow();
            database.sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE pid <> pg_backend_pid() AND application_name = 'hone'");
            one.claim(Digest.of("another")).orElseThrow().close();
            assertThat(one.claim(request)).isEmpty();
            assertThat(other.claim(request)).isEmpty();
            claim.close();
            assertThat(other.claim(request)).isPresent();
        }
    }
}
