package dev.hone.ledger.postgres;

import dev.hone.Digest;
import dev.hone.ledger.Claim;
import dev.hone.ledger.store.GroupCommit;
import dev.hone.ledger.store.Transactions;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Claims as advisory locks of one session. The server frees them when the process ends, however it
/// ends, so there is no claim of the dead to tell from one of the living.
///
/// Whatever is claimed or released at the moment travels together. Where the server cannot be
/// asked, every claim is granted.
final class Claims implements AutoCloseable {

    private final Database database;
    private final GroupCommit<ClaimBatch> queue;

    Claims(Database database, Duration patience) {
        this.database = database;
        this.queue = new GroupCommit<>("ledger claims", new Locks(database, patience));
    }

    /// @throws IllegalStateException when closed
    Optional<Claim> claim(Digest request) {
        long key = database.lock("request", request.hex());
        try {
            boolean granted = queue.write(batch -> batch.claim(key));
            return granted ? Optional.of(() -> release(key)) : Optional.empty();
        } catch (SQLException e) {
            return Optional.of(() -> {});
        }
    }

    private void release(long key) {
        try {
            queue.write(
                    batch -> {
                        batch.release(key);
                        return () -> true;
                    });
        } catch (SQLException | IllegalStateException e) {
            // The session is gone, and free with that.
        }
    }

    @Override
    public void close() {
        try {
            queue.close();
        } catch (SQLException e) {
            // Nothing was written, so nothing is lost.
        }
    }

    private static final class Locks implements Transactions<ClaimBatch> {

        private final Set<Long> held = new HashSet<>();
        private final Reconnecting<ClaimSession> session;

        private Locks(Database database, Duration patience) {
            session = new Reconnecting<>(() -> new ClaimSession(database, held), patience);
        }

        @Override
        public void commit(Writes<ClaimBatch> writes) throws SQLException {
            ClaimBatch batch = new ClaimBatch(held);
            writes.on(batch);
            held.removeAll(batch.released());
            Set<Long> locked =
                    session.ask(
                            connected -> {
                                connected.unlock(batch.released());
                                return connected.lock(batch.wanted());
                            });
            batch.grant(locked);
            held.addAll(locked);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
