package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.ledger.sqlite.SqliteLedger;
import dev.hone.limit.Spent;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;
import dev.hone.testkit.FaultServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// Laws 1, 3 and 4 over whole runs: killed at any moment and resumed until it ends, a run leaves
/// the files of the one that was never killed, and everything it paid twice for is accounted for.
///
/// `-Dkills=1000` kills as often.
class RunKillTest {

    private static final int KILLS = Integer.getInteger("kills", 100);
    private static final int IN_FLIGHT = 16;
    private static final int BUDGET = 200;
    private static final int OUT_OF_BUDGET = 3;
    private static final int MOST_ANSWERS_OF_A_LIFE = 60;
    private static final int MOST_MILLIS_OF_A_LIFE = 1_200;
    private static final List<String> FILES =
            List.of("prompt.txt", "request.txt", "result.json", "trajectory.jsonl", "report.html");

    private final SplittableRandom random = new SplittableRandom(1);

    @TempDir private Path folder;

    @Test
    void aRunThatIsKilledAndResumedEndsLikeTheOneThatWasNot() throws Exception {
        SmallTask task =
                SmallTask.in(
                        folder,
                        20,
                        """
                        limits: { concurrency: %d }
                        stop-after: { steps: 6, calls: 100000 }
                        """
                                .formatted(IN_FLIGHT));
        int kills = 0;
        int twice = 0;
        int runs = 0;
        int whole;
        try (FaultServer server =
                task.server().latency(Duration.ofMillis(1), Duration.ofMillis(40), 1).start()) {
            whole = whole(server);
            while (kills < KILLS) {
                String run = "run" + runs++;
                int before = server.requestCount();
                int killed = killUntilItEnds(server, run, KILLS - kills);
                kills += killed;
                twice += assertAccounted(run, server.requestCount() - before, whole, killed);
                assertSameFiles(run);
                assertThat(events(run)).as("events of %s", run).isEqualTo(events("whole"));
            }
        }
        System.out.printf(
                "%d kills in %d runs of %d calls: %d calls were sent twice%n",
                kills, runs, whole, twice);
    }

    @Test
    void aRunThatIsKilledAndResumedNeverGoesOverItsBudget() throws Exception {
        SmallTask task =
                SmallTask.in(
                        folder,
                        20,
                        """
                        limits: { concurrency: %d }
                        stop-after: { steps: 6, calls: %d }
                        """
                                .formatted(IN_FLIGHT, BUDGET));
        try (FaultServer server =
                task.server().latency(Duration.ofMillis(1), Duration.ofMillis(40), 1).start()) {
            int kills = killUntilItEnds(server, "run", 4);
            assertThat(kills).isPositive();
            assertThat(server.requestCount()).isLessThanOrEqualTo(BUDGET);
            Spent spent = spent("run");
            assertThat(spent.calls()).isLessThanOrEqualTo(BUDGET);
            assertThat((long) server.requestCount()).isLessThanOrEqualTo(spent.calls());
        }
    }

    private int whole(FaultServer server) throws Exception {
        ChildRun child = optimize(server, "whole");
        assertThat(child.awaitExit()).as(child.output()).isZero();
        return server.requestCount();
    }

    /// @param most after so many kills the run may go on undisturbed
    /// @return how often it was killed
    private int killUntilItEnds(FaultServer server, String run, int most) throws Exception {
        int kills = 0;
        while (true) {
            ChildRun child =
                    Files.exists(folder.resolve(run).resolve("run.json"))
                            ? ChildRun.start(server, folder, "resume", run)
                            : optimize(server, run);
            if (kills < most) {
                awaitSomeMoment(server, child);
                if (child.kill()) {
                    kills++;
                    continue;
                }
            }
            assertThat(child.awaitExit()).as(child.output()).isIn(0, OUT_OF_BUDGET);
            return kills;
        }
    }

    private ChildRun optimize(FaultServer server, String run) throws IOException {
        return ChildRun.start(
                server, folder, "optimize", "task.yaml", "--out", run, "--ledger", run + ".db");
    }

    /// Most lives end some answers later; some at any time, even before the first.
    private void awaitSomeMoment(FaultServer server, ChildRun child) throws InterruptedException {
        int requests = server.requestCount() + random.nextInt(MOST_ANSWERS_OF_A_LIFE);
        long end =
                random.nextInt(4) == 0
                        ? System.nanoTime() + random.nextInt(MOST_MILLIS_OF_A_LIFE) * 1_000_000L
                        : Long.MAX_VALUE;
        while (child.isAlive() && server.requestCount() <= requests && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        Thread.sleep(random.nextInt(10));
    }

    /// Every request the server saw was written down before, every answer settles one, and only
    /// those under way at a kill are left.
    ///
    /// @return how many calls the server saw more than of the whole run
    private int assertAccounted(String run, int seen, int whole, int kills) throws IOException {
        Spent spent = spent(run);
        assertThat(spent.calls() - spent.unsettled()).as("answered once each").isEqualTo(whole);
        assertThat((long) seen).isBetween((long) whole, spent.calls());
        assertThat(spent.unsettled()).isLessThanOrEqualTo((long) kills * IN_FLIGHT);
        return seen - whole;
    }

    private Spent spent(String run) throws IOException {
        try (SqliteLedger ledger = SqliteLedger.open(folder.resolve(run + ".db"))) {
            return ledger.spent(id(run));
        }
    }

    private List<RunEvent> events(String run) throws IOException {
        try (SqliteLedger ledger = SqliteLedger.open(folder.resolve(run + ".db"))) {
            return ledger.read(id(run), 0);
        }
    }

    private RunId id(String run) throws IOException {
        return new RunId(
                new ObjectMapper()
                        .readTree(folder.resolve(run).resolve("run.json").toFile())
                        .at("/run")
                        .asText());
    }

    private void assertSameFiles(String run) {
        for (String file : FILES) {
            assertThat(folder.resolve(run).resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
        }
    }
}
