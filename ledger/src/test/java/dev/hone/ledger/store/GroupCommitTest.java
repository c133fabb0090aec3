package dev.hone.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

class GroupCommitTest {

    private static final int CALLERS = 48;
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
    /// too early, and nobody would wake them again. That takes callers who are awake meanwhile, as
    /// half of them are kept here.
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nobodySleepsOverADoneWrite() throws Exception {
        Counting transactions = new Counting();
        Set<Thread> restless = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        Thread disturber =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    while (!over.get()) {
                                        restless.forEach(LockSupport::unpark);
                                    }
                                });
        try (GroupCommit<AtomicInteger> commits = new GroupCommit<>("test", transactions);
                ExecutorService callers = Executors.newCachedThreadPool()) {
            List<Future<Integer>> written = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                boolean isRestless = caller % 2 == 0;
                written.add(
                        callers.submit(
                                () -> {
                                    if (isRestless) {
                                        restless.add(Thread.currentThread());
                                    }
                                    return writeMany(commits);
                                }));
            }
            for (Future<Integer> each : written) {
                assertThat(each.get()).isEqualTo(WRITES);
            }
        } finally {
            over.set(true);
            disturber.join();
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
