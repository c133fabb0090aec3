package dev.hone.ledger.sqlite;

import dev.hone.ledger.store.AnswerRow;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// Finds answers by their keys on one connection: in the index, and those that are not in it yet by
/// [NewKeys]. Used by one thread at a time; what it finds is of one view where it is asked within
/// one transaction.
final class AnswerIndex {

    private static final String ENDS =
            "(SELECT id FROM indexed) AS indexed, (SELECT max(id) FROM answer_rows) AS last";

    private final NewKeys news;
    private final PreparedStatement find;
    private final PreparedStatement findId;
    private final PreparedStatement findWithEnds;
    private final PreparedStatement ends;
    private final PreparedStatement keys;

    /// What a view has.
    ///
    /// @param indexed id of the newest answer in the index
    /// @param last id of the newest answer
    record Ends(long indexed, long last) {}

    AnswerIndex(Connection connection, NewKeys news) throws SQLException {
        this.news = news;
        find = connection.prepareStatement(AnswerColumns.SELECT);
        findId = connection.prepareStatement(AnswerColumns.SELECT_ID);
        findWithEnds =
                connection.prepareStatement(
                        "SELECT " + ENDS + ", (" + AnswerColumns.SELECT + ") AS answer");
        ends = connection.prepareStatement("SELECT " + ENDS);
        keys =
                connection.prepareStatement(
                        "SELECT id, key FROM answer_rows WHERE id > ? ORDER BY id");
    }

    /// The answer, if this view has it and the others of this process know of it.
    Optional<AnswerRow> find(byte[] key) throws SQLException {
        Optional<AnswerRow> row = findNew(key);
        return row.isPresent() ? row : AnswerColumns.find(find, key);
    }

    /// The answer, if it was committed before. Not to be asked within a transaction.
    Optional<AnswerRow> findNewest(byte[] key) throws SQLException {
        while (true) {
            Optional<AnswerRow> indexed = Optional.empty();
            Ends there;
            findWithEnds.setBytes(1, key);
            try (ResultSet row = findWithEnds.executeQuery()) {
                there = new Ends(row.getLong(1), row.getLong(2));
                byte[] answer = row.getBytes(3);
                if (answer != null) {
                    indexed = Optional.of(new AnswerColumns(key, answer).row());
                }
            }
            if (indexed.isPresent()) {
                return indexed;
            }
            catchUp(there);
            Optional<AnswerRow> row = findNew(key);
            // Otherwise it may have gone from one place to the other meanwhile.
            if (row.isPresent() || news.indexed() <= there.indexed) {
                return row;
            }
        }
    }

    private Optional<AnswerRow> findNew(byte[] key) throws SQLException {
        for (long id : news.startingLike(key)) {
            Optional<AnswerRow> row = AnswerColumns.find(findId, id, key);
            if (row.isPresent()) {
                return row;
            }
        }
        return Optional.empty();
    }

    /// Makes known what other processes have written.
    Ends catchUp() throws SQLException {
        Ends there = ends();
        catchUp(there);
        return there;
    }

    private void catchUp(Ends there) throws SQLException {
        news.dropUpTo(there.indexed);
        if (there.last > news.seen()) {
            keys.setLong(1, news.seen());
            try (ResultSet row = keys.executeQuery()) {
                while (row.next()) {
                    news.add(row.getLong(1), row.getBytes(2));
                }
            }
        }
    }

    private Ends ends() throws SQLException {
        try (ResultSet row = ends.executeQuery()) {
            return new Ends(row.getLong(1), row.getLong(2));
        }
    }
}
