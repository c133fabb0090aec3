package dev.hone.ledger.store;

import dev.hone.HoneException;
import dev.hone.limit.Spent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/// Sums the attempts of a run.
public final class SpentRows {

    private SpentRows() {}

    /// The query for the attempts of the run that is its parameter.
    ///
    /// @param attempts the table, as `settlements`
    public static String select(String attempts, String settlements) {
        return "SELECT a.number, a.key, a.model, a.tokens, a.usd, a.millis, a.checksum,"
                + " s.tokens, s.usd, s.millis, s.checksum FROM "
                + attempts
                + " a LEFT JOIN "
                + settlements
                + " s ON s.run = a.run AND s.number = a.number"
                + " WHERE a.run = ? ORDER BY a.number";
    }

    /// @param rows of a [#select]
    /// @param place of the ledger, for messages
    /// @throws HoneException when a row is not as it was written, or one is missing
    public static Spent sum(String run, ResultSet rows, String place) throws SQLException {
        Spent spent = Spent.NOTHING;
        while (rows.next()) {
            long expected = spent.calls();
            try {
                AttemptRow attempt = AttemptRow.of(run, rows);
                check(attempt.number() == expected && attempt.checksum() == rows.getInt(7));
                spent = spent.begun(attempt.amount(), Duration.ofMillis(attempt.millis()));
                if (rows.getObject(11) != null) {
                    SettlementRow settled = SettlementRow.of(run, rows);
                    check(settled.checksum() == rows.getInt(11));
                    spent =
                            spent.settled(
                                    attempt.amount(),
                                    settled.amount(),
                                    Duration.ofMillis(settled.millis()));
                }
            } catch (IllegalArgumentException e) {
                throw new HoneException(
                        "The ledger "
                                + place
                                + " is damaged: attempt "
                                + expected
                                + " of run "
                                + run
                                + " is missing or does not match its checksum. Restore it"
                                + " from a copy.",
                        e);
            }
        }
        return spent;
    }

    /// Numbers that a damaged row holds may be no numbers at all: those throw the same.
    private static void check(boolean asWritten) {
        if (!asWritten) {
            throw new IllegalArgumentException("not as it was written");
        }
    }
}
