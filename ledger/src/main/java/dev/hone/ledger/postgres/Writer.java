package dev.hone.ledger.postgres;

import dev.hone.ledger.store.Transactions;

import java.sql.SQLException;

/// Commits batches, and tries again while the server is away: what is to be written was paid for.
final class Writer implements Transactions<WriteBatch> {

    private final Reconnecting<WriteSession> session;

    Writer(Reconnecting<WriteSession> session) {
        this.session = session;
    }

    @Override
    public void commit(Writes<WriteBatch> writes) throws SQLException {
        WriteBatch batch = new WriteBatch();
        writes.on(batch);
        session.ask(
                connected -> {
                    connected.write(batch);
                    return true;
                });
    }

    @Override
    public void close() {
        session.close();
    }
}
