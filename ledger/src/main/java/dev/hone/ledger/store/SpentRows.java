package dev.hone.ledger.store;

import dev.hone.Digest;
import dev.hone.HoneException;
import dev.hone.ledger.Attempt;
import dev.hone.ledger.AttemptRecord;
import dev.hone.limit.Spent;
import dev.hone.run.RunId;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Reads the attempts of runs with their settlements, and sums them.
public final class SpentRows {

    private static final int PAGE_ROWS = 1000;
    private static final int KEY_BYTES = 32;

    private SpentRows() {}

    /// The query for the attempts of the run that is its parameter.
    ///
    /// @param attempts the table, as `settlements`
    public static String select(String attempts, String settlements) {
        return columns(attempts, settlements) + " WHERE a.run = ? ORDER BY a.number";
    }

    /// The query for some attempts, from a number on; its parameters are run and number.
    public static String selectPage(String attempts, String settlements) {
        return columns(attempts, settlements)
                + " WHERE a.run = ? AND a.number >= ? ORDER BY a.number LIMIT "
                + PAGE_ROWS;
    }

    /// The query for the attempts of all runs, run by run; the run is its twelfth column.
    public static String selectAll(String attempts, String settlements) {
        return columns(attempts, settlements) + " ORDER BY a.run, a.number";
    }

    /// The query for run and number of settlements without an attempt.
    public static String selectSettledAlone(String attempts, String settlements) {
        return "SELECT run, number FROM "
                + settlements
                + " s WHERE NOT EXISTS (SELECT 1 FROM "
                + attempts
                + " a WHERE a.run = s.run AND a.number = s.number) ORDER BY run, number";
    }

    private static String columns(String attempts, String settlements) {
        return "SELECT a.number, a.key, a.model, a.tokens, a.usd, a.millis, a.checksum,"
                + " s.tokens, s.usd, s.millis, s.checksum, a.run FROM "
                + attempts
                + " a LEFT JOIN "
                + settlements
                + " s ON s.run = a.run AND s.number = a.number";
    }

    /// @param rows of a [#select]
    /// @param place of the ledger, for messages
    /// @throws HoneException when a row is not as it was written, or one is missing
    public static Spent sum(String run, ResultSet rows, String place) throws SQLException {
        Spent spent = Spent.NOTHING;
        while (rows.next()) {
            AttemptRecord attempt = verified(run, spent.calls(), rows, place);
            spent = spent.begun(attempt.most(), attempt.time());
            AttemptRecord.Settlement settled = attempt.settlement();
            if (settled != null) {
                spent = spent.settled(attempt.most(), settled.used(), settled.time());
            }
        }
        return spent;
    }

    /// Some attempts of a run that follow one another; none behind the last. Run and model are as
    /// they are stored.
    ///
    /// @param select a [#selectPage]
    /// @param from the number of the first
    /// @param place of the ledger, for messages
    /// @throws HoneException when a row is not as it was written, or one is missing
    public static List<AttemptRecord> page(
            PreparedStatement select, String run, long from, String place) throws SQLException {
        select.setString(1, run);
        select.setLong(2, from);
        List<AttemptRecord> page = new ArrayList<>(PAGE_ROWS);
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                page.add(verified(run, from + page.size(), rows, place));
            }
        }
        return page;
    }

    /// @param row of any of the queries for attempts
    public static boolean isAttemptSound(String run, ResultSet row) throws SQLException {
        try {
            AttemptRow attempt = AttemptRow.of(run, row);
            return attempt.checksum() == row.getInt(7)
                    && attempt.millis() >= 0
                    && attempt.key().length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Whether the attempt's settlement, if it has one, is as it was written.
    ///
    /// @param row of any of the queries for attempts
    public static boolean isSettlementSound(String run, ResultSet row) throws SQLException {
        try {
            return row.getObject(11) == null
                    || (SettlementRow.of(run, row).checksum() == row.getInt(11)
                            && row.getLong(10) >= 0);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static AttemptRecord verified(String run, long expected, ResultSet row, String place)
            throws SQLException {
        if (row.getLong(1) != expected
                || !isAttemptSound(run, row)
                || !isSettlementSound(run, row)) {
            throw new HoneException(
                    "The ledger "
                            + place
                            + " is damaged: attempt "
                            + expected
                            + " of run "
                            + run
                            + " is missing or does not match its checksum. Restore it"
                            + " from a copy.");
        }
        AttemptRow attempt = AttemptRow.of(run, row);
        return new AttemptRecord(
                new Attempt(new RunId(run), expected),
                new Digest(HexFormat.of().formatHex(attempt.key())),
                attempt.model(),
                attempt.amount(),
                Duration.ofMillis(attempt.millis()),
                settlement(run, row));
    }

    private static AttemptRecord.@Nullable Settlement settlement(String run, ResultSet row)
            throws SQLException {
        if (row.getObject(11) == null) {
            return null;
        }
        SettlementRow settled = SettlementRow.of(run, row);
        return new AttemptRecord.Settlement(settled.amount(), Duration.ofMillis(settled.millis()));
    }
}
