package dev.hone.ledger.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A few sessions that read, each opened when all before it are at work.
///
/// They are used by platform threads of their own: a virtual thread that is interrupted while it
/// reads a socket closes it.
final class Readers implements AutoCloseable {

    private final ConcurrentLinkedDeque<Reconnecting<ReadSession>> idle =
            new ConcurrentLinkedDeque<>();
    private final ExecutorService threads;

    Readers(Database database, int count, Duration patience) {
        for (int i = 0; i < count; i++) {
            idle.push(new Reconnecting<>(() -> new ReadSession(database), patience));
        }
        threads =
                Executors.newFixedThreadPool(
                        count, Thread.ofPlatform().daemon().name("ledger reader ", 1).factory());
    }

    /// Cannot be interrupted.
    ///
    /// @throws IllegalStateException when closed
    <T> T ask(Reconnecting.Query<ReadSession, T> query) throws SQLException {
        CompletableFuture<T> answer;
        try {
            answer = CompletableFuture.supplyAsync(asking(query), threads);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("The ledger is closed.", e);
        }
        try {
            return answer.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case Failed failed -> throw failed.cause;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }

    private <T> Supplier<T> asking(Reconnecting.Query<ReadSession, T> query) {
        return () -> {
            // There are as many as threads.
            Reconnecting<ReadSession> reader = idle.remove();
            try {
                return reader.ask(query);
            } catch (SQLException e) {
                throw new Failed(e);
            } finally {
                idle.push(reader);
            }
        };
    }

    /// Waits for the readers at work.
    @Override
    public void close() {
        threads.shutdown();
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            try {
                done = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        idle.forEach(Reconnecting::close);
        idle.clear();
    }

    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final SQLException cause;

        private Failed(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
