package dev.hone.ledger.store;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Commits for everyone who waits.
///
/// A commit costs a sync of the disk, whether it carries one row or hundreds. So one thread takes
/// whatever is queued, commits it as one transaction, and lets all its callers go; what arrives
/// meanwhile is the next transaction. Nobody waits on purpose for company: a lone write is
/// committed at once, and the more callers there are, the larger the transactions grow.
///
/// The thread is a platform thread because it spends its life inside native calls, which would pin
/// a virtual one, or in sockets, which an interrupt of a virtual one would close.
///
/// @param <C> what writes are made on
public final class GroupCommit<C> implements AutoCloseable {

    private static final int LARGEST_BATCH = 512;

    private final Transactions<C> transactions;
    // The write that came last, each linked to the one before it; null when there is none.
    private final AtomicReference<@Nullable Pending<C, ?>> last = new AtomicReference<>();
    private final Pending<C, ?> end = new Pending<>(connection -> () -> true);
    private final Thread thread;

    /// @param name of the thread
    /// @param transactions used by this alone from here on, and closed with it
    public GroupCommit(String name, Transactions<C> transactions) {
        this.transactions = transactions;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::work);
    }

    /// Part of a transaction; must leave the connection alone once it has returned.
    @FunctionalInterface
    public interface Write<C, T> {
        /// What is returned is asked for once the transaction is durable, by any thread.
        Supplier<T> on(C connection) throws SQLException;
    }

    /// Returns once the write is durable. Cannot be interrupted: what is to be written was paid
    /// for.
    ///
    /// @throws SQLException when it is not durable and never will be
    /// @throws IllegalStateException when closed
    public <T> T write(Write<C, T> write) throws SQLException {
        Pending<C, T> pending = new Pending<>(write);
        if (!isQueued(pending)) {
            throw new IllegalStateException("The ledger is closed.");
        }
        pending.await();
        return pending.result();
    }

    /// False, with nothing done, behind the end.
    private boolean isQueued(Pending<C, ?> pending) {
        while (true) {
            Pending<C, ?> before = last.get();
            if (before == end) {
                return false;
            }
            pending.before = before;
            if (last.compareAndSet(before, pending)) {
                // Otherwise it has been woken by the first, or will look again before it sleeps.
                if (before == null) {
                    LockSupport.unpark(thread);
                }
                return true;
            }
        }
    }

    /// Waits until everything queued is durable or has failed.
    @Override
    public synchronized void close() throws SQLException {
        isQueued(end);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        transactions.close();
    }

    private void work() {
        while (true) {
            Pending<C, ?> newest = last.get();
            if (newest == null) {
                LockSupport.park(this);
            } else if (newest == end) {
                commitAll(end.before);
                return;
            } else if (last.compareAndSet(newest, null)) {
                commitAll(newest);
            }
        }
    }

    private void commitAll(@Nullable Pending<C, ?> newest) {
        List<Pending<C, ?>> all = new ArrayList<>();
        for (Pending<C, ?> each = newest; each != null; each = each.before) {
            all.add(each);
        }
        List<Pending<C, ?>> queue = all.reversed();
        for (int from = 0; from < queue.size(); from += LARGEST_BATCH) {
            commit(queue.subList(from, Math.min(queue.size(), from + LARGEST_BATCH)));
        }
    }

    private void commit(List<Pending<C, ?>> batch) {
        Throwable failure = null;
        try {
            transactions.commit(
                    connection -> {
                        for (Pending<C, ?> pending : batch) {
                            pending.writeOn(connection);
                        }
                    });
        } catch (SQLException | RuntimeException | Error e) {
            failure = e;
        }
        Pending.publish(batch, failure);
        transactions.rest();
    }

    private static final class Pending<C, T> {

        private static final int WOKEN_BY_EACH = 2;

        private final Write<C, T> write;
        private final Thread caller = Thread.currentThread();
        private @Nullable Pending<C, ?> before;
        private @Nullable Supplier<T> value;
        private @Nullable Throwable failure;
        private List<? extends Pending<?, ?>> toWake = List.of();
        private volatile boolean done;

        private Pending(Write<C, T> write) {
            this.write = write;
        }

        private void writeOn(C connection) throws SQLException {
            value = write.on(connection);
        }

        /// Waking a thread costs the one who does it as much as writing a row. So the thread that
        /// commits wakes two callers, and each of them two others.
        private static <C> void publish(List<Pending<C, ?>> batch, @Nullable Throwable failure) {
            int size = batch.size();
            // From the last: a caller who is awake may see its own write done at once, and wakes
            // others, who come later in the batch and would sleep on if theirs were not done yet.
            for (int i = size - 1; i >= 0; i--) {
                Pending<C, ?> pending = batch.get(i);
                int first = WOKEN_BY_EACH * (i + 1);
                pending.before = null;
                pending.failure = failure;
                pending.toWake =
                        batch.subList(Math.min(size, first), Math.min(size, first + WOKEN_BY_EACH));
                pending.done = true;
            }
            wake(batch.subList(0, Math.min(size, WOKEN_BY_EACH)));
        }

        private static void wake(List<? extends Pending<?, ?>> others) {
            for (Pending<?, ?> other : others) {
                LockSupport.unpark(other.caller);
            }
        }

        private void await() {
            boolean interrupted = false;
            while (!done) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            wake(toWake);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private T result() throws SQLException {
            if (failure instanceof SQLException e) {
                throw e;
            }
            if (failure != null || value == null) {
                throw new IllegalStateException(failure);
            }
            return value.get();
        }
    }
}
