package dev.hone.ledger.transfer;

import dev.hone.Example;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.ledger.Ledger;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Outcomes of examples under prompts, of all lives of a run, counted from 1.
record EvaluationTable() implements FlatTable {

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("run", Type.TEXT),
                new Column("life", Type.WHOLE),
                new Column("position", Type.WHOLE),
                new Column("step", Type.WHOLE),
                new Column("split", Type.TEXT),
                new Column("task_model", Type.TEXT),
                new Column("prompt", Type.TEXT),
                new Column("example", Type.TEXT),
                new Column("input", Type.TEXT),
                new Column("reference", Type.TEXT),
                new Column("completion", Type.TEXT),
                new Column("answer", Type.TEXT),
                new Column("score", Type.DECIMAL),
                new Column("truncated", Type.FLAG),
                new Column("failure", Type.TEXT));
    }

    @Override
    public void forEachRow(Ledger ledger, Consumer<List<Cell>> taker) {
        for (RunId run : ledger.runs()) {
            long position = 0;
            long life = 0;
            for (RunEvent event : ledger.read(run, 0)) {
                life += event instanceof RunEvent.RunStarted ? 1 : 0;
                if (event instanceof RunEvent.PromptEvaluated evaluated) {
                    for (Outcome outcome : evaluated.evaluation().outcomes()) {
                        taker.accept(row(run, life, position, evaluated, outcome));
                    }
                }
                position++;
            }
        }
    }

    private static List<Cell> row(
            RunId run, long life, long position, RunEvent.PromptEvaluated event, Outcome outcome) {
        Evaluation evaluation = event.evaluation();
        Example example = outcome.example();
        List<Cell> row = new ArrayList<>();
        row.add(new Cell.Text(run.value()));
        row.add(new Cell.Whole(life));
        row.add(new Cell.Whole(position));
        row.add(new Cell.Whole(event.step()));
        row.add(new Cell.Text(evaluation.dataset()));
        row.add(new Cell.Text(evaluation.provenance().taskModel()));
        row.add(new Cell.Text(evaluation.prompt().text()));
        row.add(new Cell.Text(example.id()));
        row.add(new Cell.Text(example.input()));
        row.add(
                example.references().isEmpty()
                        ? new Cell.Absent()
                        : new Cell.Text(example.references().getFirst()));
        switch (outcome) {
            case Outcome.Scored scored -> {
                row.add(new Cell.Text(scored.prediction().completion()));
                row.add(new Cell.Text(scored.prediction().answer()));
                row.add(new Cell.Decimal(scored.score()));
                row.add(new Cell.Flag(scored.prediction().truncated()));
                row.add(new Cell.Absent());
            }
            case Outcome.Failed failed -> {
                for (int i = 0; i < 4; i++) {
                    row.add(new Cell.Absent());
                }
                row.add(new Cell.Text(failed.reason()));
            }
        }
        return row;
    }
}
