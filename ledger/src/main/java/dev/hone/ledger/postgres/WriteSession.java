package dev.hone.ledger.postgres;

import dev.hone.ledger.postgres.WriteBatch.AnswerWrite;
import dev.hone.ledger.postgres.WriteBatch.AttemptWrite;
import dev.hone.ledger.postgres.WriteBatch.EventWrite;
import dev.hone.ledger.postgres.WriteBatch.RestoredWrite;
import dev.hone.ledger.store.AnswerRow;
import dev.hone.ledger.store.AttemptRow;
import dev.hone.ledger.store.EventRow;
import dev.hone.ledger.store.SettlementRow;

import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes transactions of batches, in a handful of round trips each, however large they are.
final class WriteSession implements Session {

    private static final String INSERT_ATTEMPT =
            "INSERT INTO {attempts}"
                    + "(run, number, key, model, tokens, usd, millis, checksum, batch)"
                    + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Database database;
    private final Connection connection;
    private final PreparedStatement lockRuns;
    private final PreparedStatement nextNumbers;
    private final PreparedStatement insertAttempt;
    private final PreparedStatement restoreAttempt;
    private final PreparedStatement insertEvent;
    private final PreparedStatement insertSettlement;
    private final PreparedStatement insertAnswer;
    private final PreparedStatement standingAnswers;

    WriteSession(Database database) throws SQLException {
        this.database = database;
        connection = database.connect();
        connection.setAutoCommit(false);
        // A statement of its own: the next one must see what the transaction waited for wrote.
        lockRuns = prepared("SELECT pg_advisory_xact_lock(k) FROM unnest(?::bigint[]) AS k");
        nextNumbers =
                prepared(
                        "SELECT r, (SELECT coalesce(max(number) + 1, 0) FROM {attempts} WHERE run ="
                            + " r), (SELECT coalesce(max(position) + 1, 0) FROM {events} WHERE run"
                            + " = r) FROM unnest(?::text[]) AS r");
        insertAttempt = prepared(INSERT_ATTEMPT);
        restoreAttempt = prepared(INSERT_ATTEMPT + " ON CONFLICT DO NOTHING");
        insertEvent =
                prepared(
                        "INSERT INTO {events}(run, position, event, checksum, batch)"
                                + " VALUES(?, ?, ?::json, ?, ?)");
        insertSettlement =
                prepared(
                        "INSERT INTO {settlements}(run, number, tokens, usd, millis, checksum)"
                                + " VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
        insertAnswer =
                prepared(
                        "INSERT INTO {answers}(key, request, response, run, checksum, batch)"
                                + " VALUES(?, ?::json, ?::json, ?, ?, ?) ON CONFLICT DO NOTHING");
        standingAnswers =
                prepared(
                        "SELECT request, response, run, checksum, key, batch FROM {answers}"
                                + " WHERE key = ANY(?)");
    }

    private PreparedStatement prepared(String query) throws SQLException {
        return connection.prepareStatement(database.sql(query));
    }

    /// Commits the batch, or finds that an earlier session has.
    void write(WriteBatch batch) throws SQLException {
        if (!batch.countedRuns().isEmpty()) {
            lock(batch);
            if (batch.isInDoubt() && isCommitted(batch)) {
                connection.rollback();
                return;
            }
            restoreAttempts(batch);
            number(batch);
        }
        insertAttempts(batch);
        insertEvents(batch);
        insertSettlements(batch);
        insertAnswers(batch);
        batch.beginCommit();
        connection.commit();
    }

    /// Until the end of the transaction: whoever counts the attempts and events of these runs waits
    /// until then, and so does this session until an earlier one has ended.
    private void lock(WriteBatch batch) throws SQLException {
        Object[] locks =
                batch.countedRuns().stream()
                        .map(run -> database.lock("run", run))
                        .sorted()
                        .toArray();
        lockRuns.setArray(1, connection.createArrayOf("int8", locks));
        lockRuns.executeQuery().close();
    }

    /// Whether any of the batch is there, and with that all of it.
    private boolean isCommitted(WriteBatch batch) throws SQLException {
        boolean begins = !batch.attempts().isEmpty();
        if (!begins && batch.events().isEmpty()) {
            return false;
        }
        String query =
                begins
                        ? "SELECT 1 FROM {attempts} WHERE run = ? AND number = ? AND batch = ?"
                        : "SELECT 1 FROM {events} WHERE run = ? AND position = ? AND batch = ?";
        try (PreparedStatement select = prepared(query)) {
            if (begins) {
                AttemptWrite first = batch.attempts().getFirst();
                select.setString(1, first.run);
                select.setLong(2, first.number);
            } else {
                EventWrite first = batch.events().getFirst();
                select.setString(1, first.run);
                select.setLong(2, first.position);
            }
            select.setObject(3, batch.id());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private void number(WriteBatch batch) throws SQLException {
        Map<String, Long> attempts = new HashMap<>();
        Map<String, Long> events = new HashMap<>();
        nextNumbers.setArray(1, connection.createArrayOf("text", batch.countedRuns().toArray()));
        try (ResultSet row = nextNumbers.executeQuery()) {
            while (row.next()) {
                attempts.put(row.getString(1), row.getLong(2));
                events.put(row.getString(1), row.getLong(3));
            }
        }
        batch.attempts().forEach(write -> write.number = taken(attempts, write.run));
        batch.events().forEach(write -> write.position = taken(events, write.run));
    }

    private static long taken(Map<String, Long> next, String run) {
        return next.merge(run, 1L, Long::sum) - 1;
    }

    private void insertAttempts(WriteBatch batch) throws SQLException {
        for (AttemptWrite write : batch.attempts()) {
            AttemptRow.of(write.run, write.number, write.key, write.model, write.most, write.time)
                    .bind(insertAttempt);
            insertAttempt.setObject(9, batch.id());
            insertAttempt.addBatch();
        }
        execute(insertAttempt, batch.attempts());
    }

    /// What an earlier session may have written stays new: nobody confirmed it to the one who
    /// asked.
    private void restoreAttempts(WriteBatch batch) throws SQLException {
        List<RestoredWrite> writes = batch.restored();
        for (RestoredWrite write : writes) {
            write.attempt.bind(restoreAttempt);
            restoreAttempt.setObject(9, batch.id());
            restoreAttempt.addBatch();
        }
        markNew(writes, execute(restoreAttempt, writes));
        List<RestoredWrite> settled = new ArrayList<>();
        for (RestoredWrite write : writes) {
            SettlementRow settlement = write.settlement;
            if (settlement != null) {
                settlement.bind(insertSettlement);
                insertSettlement.addBatch();
                settled.add(write);
            }
        }
        markNew(settled, execute(insertSettlement, settled));
    }

    private static void markNew(List<RestoredWrite> writes, int[] inserted) {
        for (int i = 0; i < inserted.length; i++) {
            writes.get(i).isNew |= inserted[i] != 0;
        }
    }

    private void insertEvents(WriteBatch batch) throws SQLException {
        for (EventWrite write : batch.events()) {
            insertEvent.setString(1, write.run);
            insertEvent.setLong(2, write.position);
            insertEvent.setString(3, utf8(write.event));
            insertEvent.setInt(4, EventRow.checksum(write.run, write.position, write.event));
            insertEvent.setObject(5, batch.id());
            insertEvent.addBatch();
        }
        execute(insertEvent, batch.events());
    }

    private void insertSettlements(WriteBatch batch) throws SQLException {
        List<SettlementRow> rows = batch.settlements();
        for (SettlementRow row : rows) {
            row.bind(insertSettlement);
            insertSettlement.addBatch();
        }
        execute(insertSettlement, rows);
    }

    private void insertAnswers(WriteBatch batch) throws SQLException {
        List<AnswerWrite> writes = batch.answers();
        for (AnswerWrite write : writes) {
            insertAnswer.setBytes(1, write.row.key());
            insertAnswer.setString(2, utf8(write.row.request()));
            insertAnswer.setString(3, utf8(write.row.response()));
            insertAnswer.setString(4, utf8(write.row.run()));
            insertAnswer.setInt(5, write.row.checksum());
            insertAnswer.setObject(6, batch.id());
            insertAnswer.addBatch();
        }
        int[] inserted = execute(insertAnswer, writes);
        List<AnswerWrite> taken = new ArrayList<>();
        for (int i = 0; i < inserted.length; i++) {
            writes.get(i).standing = null;
            if (inserted[i] == 0) {
                taken.add(writes.get(i));
            }
        }
        if (!taken.isEmpty()) {
            findStanding(batch, writes, taken);
        }
    }

    /// A key that this batch has itself was taken by its first write: now, or by an earlier session
    /// whose commit nobody confirmed.
    private void findStanding(WriteBatch batch, List<AnswerWrite> writes, List<AnswerWrite> taken)
            throws SQLException {
        Map<String, AnswerRow> standing = new HashMap<>();
        Set<String> own = new HashSet<>();
        Object[] keys = taken.stream().map(write -> write.row.key()).toArray(byte[][]::new);
        standingAnswers.setArray(1, connection.createArrayOf("bytea", keys));
        try (ResultSet row = standingAnswers.executeQuery()) {
            while (row.next()) {
                byte[] key = row.getBytes(5);
                standing.put(hex(key), ReadSession.answer(key, row));
                if (batch.id().equals(row.getObject(6))) {
                    own.add(hex(key));
                }
            }
        }
        for (AnswerWrite write : writes) {
            String key = hex(write.row.key());
            boolean isFirstOfOwn = own.remove(key);
            write.standing = isFirstOfOwn ? null : standing.get(key);
        }
    }

    /// One round trip; none for no rows.
    private static int[] execute(PreparedStatement statement, List<?> rows) throws SQLException {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try {
            return statement.executeBatch();
        } catch (BatchUpdateException e) {
            throw Failure.inBatch(e);
        }
    }

    private static String hex(byte[] key) {
        return HexFormat.of().formatHex(key);
    }

    private static String utf8(byte[] text) {
        return new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
