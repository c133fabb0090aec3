package dev.hone.ledger.sqlite;

import dev.hone.ledger.store.AnswerRow;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What stands in a row of `answer_rows` behind its id. The driver takes longer for a column than
/// SQLite for a row, so all but the key is one column of four lines: the checksum in decimal
/// digits, the request, the response, the run. JSON has no line feeds, and the run may have some.
///
/// A row that was damaged so that it comes apart otherwise does not match its checksum.
///
/// @param key 32 bytes
/// @param answer the lines
record AnswerColumns(byte[] key, byte[] answer) {

    private static final int KEY_BYTES = 32;

    /// Looks in the index for the key that is its parameter; selects `answer`.
    static final String SELECT =
            "SELECT answer FROM answer_keys k CROSS JOIN answer_rows a ON a.id = k.id"
                    + " WHERE k.start = substr(?1, 1, 8) AND a.key = ?1";

    /// Looks for an id and a key; selects `answer`.
    static final String SELECT_ID = "SELECT answer FROM answer_rows WHERE id = ? AND key = ?";

    /// The parameters are the ids of the first and the last answer; selects key and answer as one.
    static final String SELECT_RANGE =
            "SELECT key || answer AS row FROM answer_rows WHERE id BETWEEN ? AND ? ORDER BY id";

    /// Selects key and answer as one.
    static final String SELECT_ALL = "SELECT key || answer AS row FROM answer_rows ORDER BY id";

    static AnswerColumns of(AnswerRow row) {
        byte[] checksum = Integer.toString(row.checksum()).getBytes(StandardCharsets.ISO_8859_1);
        int length =
                checksum.length
                        + row.run().length
                        + row.request().length
                        + row.response().length
                        + 3;
        byte[] lines = new byte[length];
        int end = 0;
        for (byte[] line : List.of(checksum, row.request(), row.response())) {
            System.arraycopy(line, 0, lines, end, line.length);
            end += line.length;
            lines[end] = '\n';
            end++;
        }
        System.arraycopy(row.run(), 0, lines, end, row.run().length);
        return new AnswerColumns(row.key(), lines);
    }

    /// @param select a [#SELECT]
    static Optional<AnswerRow> find(PreparedStatement select, byte[] key) throws SQLException {
        select.setBytes(1, key);
        return found(select, key);
    }

    /// @param select a [#SELECT_ID]
    static Optional<AnswerRow> find(PreparedStatement select, long id, byte[] key)
            throws SQLException {
        select.setLong(1, id);
        select.setBytes(2, key);
        return found(select, key);
    }

    private static Optional<AnswerRow> found(PreparedStatement select, byte[] key)
            throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row(key, bytes(row, 1), 0)) : Optional.empty();
        }
    }

    /// @param select a [#SELECT_RANGE]
    static List<AnswerRow> range(PreparedStatement select, long first, long last)
            throws SQLException {
        select.setLong(1, first);
        select.setLong(2, last);
        List<AnswerRow> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(read(row));
            }
        }
        return rows;
    }

    /// @param row of a query that selects key and answer as one
    static AnswerRow read(ResultSet row) throws SQLException {
        byte[] bytes = bytes(row, 1);
        int end = Math.min(bytes.length, KEY_BYTES);
        return row(Arrays.copyOfRange(bytes, 0, end), bytes, end);
    }

    private static byte[] bytes(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? new byte[0] : bytes;
    }

    AnswerRow row() {
        return row(key, answer, 0);
    }

    /// @param from where the lines begin
    private static AnswerRow row(byte[] key, byte[] lines, int from) {
        int checksum = end(lines, from);
        int request = end(lines, checksum + 1);
        int response = end(lines, request + 1);
        return new AnswerRow(
                key,
                line(lines, checksum + 1, request),
                line(lines, request + 1, response),
                line(lines, response + 1, lines.length),
                number(lines, from, checksum));
    }

    private static byte[] line(byte[] lines, int from, int to) {
        return Arrays.copyOfRange(lines, Math.min(from, to), to);
    }

    private static int end(byte[] lines, int from) {
        for (int i = from; i < lines.length; i++) {
            if (lines[i] == '\n') {
                return i;
            }
        }
        return lines.length;
    }

    private static int number(byte[] lines, int from, int to) {
        boolean isNegative = from < to && lines[from] == '-';
        int number = 0;
        for (int i = isNegative ? from + 1 : from; i < to; i++) {
            number = 10 * number + lines[i] - '0';
        }
        return isNegative ? -number : number;
    }
}
