package dev.hone.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class GroupCommitTest {

    private static final int CALLERS = 500;
    private static final int WRITES = 2_000;

    /// Counts, and costs nothing, so that callers are told while they are about to sleep.
    private static final class Counting implements Transactions<AtomicInteger> {

        private final AtomicInteger rows = new AtomicInteger();

        @Override
        public void commit(Writes<AtomicInteger> writes) throws SQLException {
            writes.on(rows);
        }

        @Override
        public void close() {}
    }

    /// A caller that finds its own write done before those of its batch are marked would wake them
    /// too early, and nobody would wake them again. Rare: many callers and writes make it likelier.
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nobodySleepsOverADoneWrite() throws Exception {
        Counting transactions = new Counting();
        try (GroupCommit<AtomicInteger> commits = new GroupCommit<>("test", transactions);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> written = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                written.add(callers.submit(() -> writeMany(commits)));
            }
            for (Future<Integer> each : written) {
                assertThat(each.get()).isEqualTo(WRITES);
            }
        }
        assertThat(transactions.rows).hasValue(CALLERS * WRITES);
    }

    private static int writeMany(GroupCommit<AtomicInteger> commits) throws SQLException {
        int done = 0;
        for (int i = 0; i < WRITES; i++) {
            done += commits.write(rows -> rows.incrementAndGet() > 0 ? () -> 1 : () -> 0);
        }
        return done;
    }
}
