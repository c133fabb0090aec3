package dev.hone.ledger.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hone.ledger.Attempt;
import dev.hone.limit.Amount;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/// A row of `settlements`, on its way in or out.
///
/// @param amount the attempt used
/// @param millis of the run until it was settled
public record SettlementRow(String run, long number, Amount amount, long millis) {

    public static SettlementRow of(Attempt attempt, Amount used, Duration time) {
        return of(attempt.run().value(), attempt.number(), used, time);
    }

    /// @param run as it is stored
    public static SettlementRow of(String run, long number, Amount used, Duration time) {
        return new SettlementRow(run, number, used, time.toMillis());
    }

    /// The settlement of the run that a [SpentRows#select] stands on.
    static SettlementRow of(String run, ResultSet row) throws SQLException {
        Amount amount = Amount.parse(row.getLong(8), row.getString(9));
        return new SettlementRow(run, row.getLong(1), amount, row.getLong(10));
    }

    /// In the order of the components, the checksum last.
    public void bind(PreparedStatement insert) throws SQLException {
        insert.setString(1, run);
        insert.setLong(2, number);
        insert.setLong(3, amount.tokens());
        insert.setString(4, amount.usd().toPlainString());
        insert.setLong(5, millis);
        insert.setInt(6, checksum());
    }

    public int checksum() {
        return Checksum.of(
                run.getBytes(UTF_8),
                Checksum.bytes(number),
                Checksum.bytes(amount.tokens()),
                amount.usd().toPlainString().getBytes(UTF_8),
                Checksum.bytes(millis));
    }
}
