package dev.hone.ledger.postgres;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A session that is opened when it is needed, and opened anew when its connection was lost; used
/// by one thread at a time.
///
/// What is asked must be the same when it is done twice: nobody knows whether the server did what
/// it did not answer.
final class Reconnecting<S extends Session> {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Session.Opening<S> opening;
    private final Duration patience;
    private @Nullable S session;

    /// @param patience how long to try again while the server is away
    Reconnecting(Session.Opening<S> opening, Duration patience) {
        this.opening = opening;
        this.patience = patience;
    }

    @FunctionalInterface
    interface Query<S, T> {
        T on(S session) throws SQLException;
    }

    <T> T ask(Query<S, T> query) throws SQLException {
        long start = System.nanoTime();
        Duration pause = Duration.ZERO;
        while (true) {
            try {
                return once(query);
            } catch (SQLException e) {
                if (!Failure.isPassing(e) || System.nanoTime() - start > patience.toNanos()) {
                    throw e;
                }
            }
            pause(pause);
            pause = longer(pause);
        }
    }

    private <T> T once(Query<S, T> query) throws SQLException {
        S current = session;
        if (current == null) {
            current = opening.open();
            session = current;
        }
        boolean healthy = false;
        try {
            T answer = query.on(current);
            healthy = true;
            return answer;
        } catch (SQLException e) {
            healthy = !Failure.isLost(e) && isRolledBack(current, e);
            throw e;
        } finally {
            if (!healthy) {
                close();
            }
        }
    }

    private static boolean isRolledBack(Session session, SQLException failure) {
        try {
            session.rollback();
            return true;
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private static Duration longer(Duration pause) {
        Duration longer = pause.isZero() ? SHORTEST_PAUSE : pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    // The threads that come here are the ledger's own, and nobody interrupts them.
    private static void pause(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /// What cannot be closed is closed by the server: nothing was left in it.
    void close() {
        S last = session;
        session = null;
        if (last == null) {
            return;
        }
        try {
            last.close();
        } catch (SQLException e) {
            // The connection is gone, which is what was wanted.
        }
    }
}
