package dev.hone.ledger.transfer;

import dev.hone.ledger.Ledger;

import java.util.List;
import java.util.function.Consumer;

/// What a ledger holds as plain rows and columns, for analysis. Not everything is in it: what must
/// come back is exported as lines.
public sealed interface FlatTable permits AnswerTable, EvaluationTable {

    /// One row for every completion of every answer, in the order the answers were recorded.
    static FlatTable answers() {
        return new AnswerTable();
    }

    /// One row for every example of every evaluation, run by run, oldest run first.
    static FlatTable evaluations() {
        return new EvaluationTable();
    }

    List<Column> columns();

    /// Hands over every row: one cell for each column, of its type or absent.
    ///
    /// @throws dev.hone.HoneException when the ledger is damaged
    void forEachRow(Ledger ledger, Consumer<List<Cell>> taker);

    /// @param name in snake case, as in data frames
    record Column(String name, Type type) {}

    /// Of the cells of a column.
    enum Type {
        TEXT,
        WHOLE,
        DECIMAL,
        FLAG
    }
}
