package dev.hone.ledger.sqlite;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Commits for everyone who waits.
///
/// A commit costs a sync of the disk, whether it carries one row or hundreds. So one thread takes
/// whatever is queued, commits it as one transaction, and lets all its callers go; what arrives
/// meanwhile is the next transaction. Nobody waits on purpose for company: a lone write is
/// committed at once, and the more callers there are, the larger the transactions grow.
///
/// The thread is a platform thread because it spends its life inside native calls, which would pin
/// a virtual one.
final class GroupCommit implements AutoCloseable {

    private static final int LARGEST_BATCH = 512;

    private final WriteConnection connection;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Pending<?>> queue = new ArrayDeque<>();
    private final Thread thread;
    private boolean closed;

    /// @param connection used by this alone from here on, and closed with it
    GroupCommit(WriteConnection connection) {
        this.connection = connection;
        this.thread = Thread.ofPlatform().name("ledger writer").daemon().start(this::work);
    }

    /// Part of a transaction; must leave the connection alone once it has returned.
    @FunctionalInterface
    interface Write<T> {
        T on(WriteConnection connection) throws SQLException;
    }

    /// Returns once the write is durable. Cannot be interrupted: what is to be written was paid
    /// for.
    ///
    /// @throws SQLException when it is not durable and never will be
    /// @throws IllegalStateException when closed
    <T> T write(Write<T> write) throws SQLException {
        Pending<T> pending = new Pending<>(write);
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
        connection.close();
    }

    private void work() {
        for (List<Pending<?>> batch = next(); !batch.isEmpty(); batch = next()) {
            commit(batch);
        }
    }

    /// Empty when closed and all is written.
    private List<Pending<?>> next() {
        List<Pending<?>> batch = new ArrayList<>();
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

    private void commit(List<Pending<?>> batch) {
        try {
            connection.begin();
            for (Pending<?> pending : batch) {
                pending.writeOn(connection);
            }
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            connection.rollback(e);
            batch.forEach(pending -> pending.durable.completeExceptionally(e));
            return;
        }
        batch.forEach(Pending::publish);
    }

    private static final class Pending<T> {

        private final Write<T> write;
        private final CompletableFuture<T> durable = new CompletableFuture<>();
        private Runnable publication = () -> {};

        private Pending(Write<T> write) {
            this.write = write;
        }

        private void writeOn(WriteConnection connection) throws SQLException {
            T value = write.on(connection);
            publication = () -> durable.complete(value);
        }

        private void publish() {
            publication.run();
        }
    }
}
