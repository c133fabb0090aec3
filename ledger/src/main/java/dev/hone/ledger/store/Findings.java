package dev.hone.ledger.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What a check of a ledger has found up to now. Used by one thread at a time.
public final class Findings {

    private final int most;
    private final List<String> damages = new ArrayList<>();
    private long damageCount;
    private long answers;
    private long attempts;
    private long runs;
    private long events;

    /// @param most damages to list; all are counted
    public Findings(int most) {
        this.most = most;
    }

    /// @param damage a sentence
    public void add(String damage) {
        damageCount++;
        if (damages.size() < most) {
            damages.add(damage);
        }
    }

    /// @param damage a clause
    public void add(byte[] key, String damage) {
        add("The answer to request " + HexFormat.of().formatHex(key) + " " + damage + ".");
    }

    public void answer(AnswerRow row) {
        answers++;
        String damage = row.damage();
        if (damage != null) {
            add(row.key(), damage);
        }
    }

    /// @param rows of a [SpentRows#selectAll]
    public void attempts(ResultSet rows) throws SQLException {
        String run = null;
        long next = 0;
        while (rows.next()) {
            attempts++;
            String name = rows.getString(12);
            next = name.equals(run) ? next : 0;
            run = name;
            next = following("attempts", name, next, rows.getLong(1));
            String ofAttempt = "ttempt " + rows.getLong(1) + " of run " + run + " ";
            if (!SpentRows.isAttemptSound(run, rows)) {
                add("A" + ofAttempt + "does not match its checksum.");
            }
            if (!SpentRows.isSettlementSound(run, rows)) {
                add("The settlement of a" + ofAttempt + "does not match its checksum.");
            }
        }
    }

    /// @param rows run and number of settlements without an attempt
    public void settledAlone(ResultSet rows) throws SQLException {
        while (rows.next()) {
            add(
                    "Of run "
                            + rows.getString(1)
                            + " there is a settlement of attempt "
                            + rows.getLong(2)
                            + ", but not the attempt.");
        }
    }

    /// @param rows run, position, event and checksum, run by run in order
    /// @param event the third column, in UTF-8
    public void events(ResultSet rows, Column event) throws SQLException {
        String run = null;
        long next = 0;
        while (rows.next()) {
            events++;
            String name = rows.getString(1);
            if (!name.equals(run)) {
                run = name;
                next = 0;
                runs++;
            }
            long position = rows.getLong(2);
            next = following("events", name, next, position);
            String damage = new EventRow(name, position, event.of(rows), rows.getInt(4)).damage();
            if (damage != null) {
                add("Event " + position + " of run " + run + " " + damage + ".");
            }
        }
    }

    /// How a database gives the bytes of a text.
    @FunctionalInterface
    public interface Column {
        byte[] of(ResultSet row) throws SQLException;
    }

    /// @param next that was expected
    /// @param found instead
    /// @return what is expected behind it
    private long following(String what, String run, long next, long found) {
        if (found > next) {
            add(
                    "Of run %s the %s from %d to %d are missing."
                            .formatted(run, what, next, found - 1));
        } else if (found < next) {
            add("Of run %s the %s have number %d twice.".formatted(run, what, found));
        }
        return found + 1;
    }

    public LedgerCheck result() {
        return new LedgerCheck(answers, attempts, runs, events, List.copyOf(damages), damageCount);
    }
}
