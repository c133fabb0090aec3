package dev.hone.ledger.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hone.ledger.AttemptRecord;
import dev.hone.limit.Amount;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/// A row of `attempts`, on its way in or out.
///
/// @param key the request's
/// @param amount the most the attempt can use
/// @param millis of the run until the attempt
public record AttemptRow(
        String run, long number, byte[] key, String model, Amount amount, long millis) {

    public static AttemptRow of(
            String run, long number, byte[] key, String model, Amount amount, Duration time) {
        return new AttemptRow(run, number, key, model, amount, time.toMillis());
    }

    /// @param run as it is stored
    /// @param model as it is stored
    public static AttemptRow of(AttemptRecord attempt, String run, String model) {
        return of(
                run,
                attempt.attempt().number(),
                AnswerRow.key(attempt.request()),
                model,
                attempt.most(),
                attempt.time());
    }

    /// The attempt of the run that a [SpentRows#select] stands on.
    static AttemptRow of(String run, ResultSet row) throws SQLException {
        Amount amount = Amount.parse(row.getLong(4), row.getString(5));
        return new AttemptRow(
                run, row.getLong(1), row.getBytes(2), row.getString(3), amount, row.getLong(6));
    }

    /// In the order of the components, the checksum last.
    public void bind(PreparedStatement insert) throws SQLException {
        insert.setString(1, run);
        insert.setLong(2, number);
        insert.setBytes(3, key);
        insert.setString(4, model);
        insert.setLong(5, amount.tokens());
        insert.setString(6, amount.usd().toPlainString());
        insert.setLong(7, millis);
        insert.setInt(8, checksum());
    }

    public int checksum() {
        return Checksum.of(
                run.getBytes(UTF_8),
                Checksum.bytes(number),
                key,
                model.getBytes(UTF_8),
                Checksum.bytes(amount.tokens()),
                amount.usd().toPlainString().getBytes(UTF_8),
                Checksum.bytes(millis));
    }
}
