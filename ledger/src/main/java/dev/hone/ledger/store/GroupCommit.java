package dev.hone.ledger.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Pending<C, ?>> queue = new ArrayDeque<>();
    private final Thread thread;
    private boolean closed;

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
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The ledger is closed.");
            }
            queue.add(pending);
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            return pending.durable.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case SQLException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /// Waits until everything queued is durable or has failed.
    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
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
        for (List<Pending<C, ?>> batch = next(); !batch.isEmpty(); batch = next()) {
            commit(batch);
        }
    }

    /// Empty when closed and all is written.
    private List<Pending<C, ?>> next() {
        List<Pending<C, ?>> batch = new ArrayList<>();
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            while (!queue.isEmpty() && batch.size() < LARGEST_BATCH) {
                batch.add(queue.remove());
            }
        } finally {
            lock.unlock();
        }
        return batch;
    }

    private void commit(List<Pending<C, ?>> batch) {
        try {
            transactions.commit(
                    connection -> {
                        for (Pending<C, ?> pending : batch) {
                            pending.writeOn(connection);
                        }
                    });
        } catch (SQLException | RuntimeException | Error e) {
            batch.forEach(pending -> pending.durable.completeExceptionally(e));
            return;
        }
        batch.forEach(Pending::publish);
    }

    private static final class Pending<C, T> {

        private final Write<C, T> write;
        private final CompletableFuture<T> durable = new CompletableFuture<>();
        private Runnable publication = () -> {};

        private Pending(Write<C, T> write) {
            this.write = write;
        }

        private void writeOn(C connection) throws SQLException {
            Supplier<T> value = write.on(connection);
            publication = () -> durable.complete(value.get());
        }

        private void publish() {
            publication.run();
        }
    }
}
