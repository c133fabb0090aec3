package dev.hone.ledger.transfer;

import dev.hone.ledger.Ledger;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.model.Completion;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Completions. Tokens and milliseconds are those of the whole answer; its other completions repeat
/// them.
record AnswerTable() implements FlatTable {

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("key", Type.TEXT),
                new Column("run", Type.TEXT),
                new Column("model", Type.TEXT),
                new Column("temperature", Type.DECIMAL),
                new Column("max_tokens", Type.WHOLE),
                new Column("top_p", Type.DECIMAL),
                new Column("samples", Type.WHOLE),
                new Column("seed", Type.WHOLE),
                new Column("turns", Type.WHOLE),
                new Column("first_message", Type.TEXT),
                new Column("last_message", Type.TEXT),
                new Column("completion_number", Type.WHOLE),
                new Column("completion", Type.TEXT),
                new Column("finish", Type.TEXT),
                new Column("input_tokens", Type.WHOLE),
                new Column("output_tokens", Type.WHOLE),
                new Column("millis", Type.WHOLE));
    }

    @Override
    public void forEachRow(Ledger ledger, Consumer<List<Cell>> taker) {
        ledger.answers()
                .forEachOrdered(
                        answer -> {
                            int number = 0;
                            for (Completion completion : answer.response().completions()) {
                                taker.accept(row(answer, number++, completion));
                            }
                        });
    }

    private static List<Cell> row(RecordedAnswer answer, int number, Completion completion) {
        ModelRequest request = answer.request();
        ModelSettings settings = request.settings();
        List<Cell> row = new ArrayList<>();
        row.add(new Cell.Text(request.digest().hex()));
        row.add(new Cell.Text(answer.paidBy().value()));
        row.add(new Cell.Text(settings.model()));
        row.add(decimal(settings.temperature()));
        Integer maxTokens = settings.maxTokens();
        row.add(whole(maxTokens == null ? null : Long.valueOf(maxTokens)));
        row.add(decimal(settings.topP()));
        row.add(new Cell.Whole(request.samples()));
        row.add(whole(request.seed()));
        row.add(new Cell.Whole(request.messages().size()));
        row.add(new Cell.Text(request.messages().getFirst().text()));
        row.add(new Cell.Text(request.messages().getLast().text()));
        row.add(new Cell.Whole(number));
        row.add(new Cell.Text(completion.text()));
        row.add(new Cell.Text(completion.finishReason().name().toLowerCase(Locale.ROOT)));
        row.add(tokens(answer.response().usage().input()));
        row.add(tokens(answer.response().usage().output()));
        Duration latency = answer.response().latency();
        row.add(whole(latency == null ? null : Long.valueOf(latency.toMillis())));
        return row;
    }

    private static Cell tokens(long count) {
        return count < 0 ? new Cell.Absent() : new Cell.Whole(count);
    }

    private static Cell whole(@Nullable Long value) {
        return value == null ? new Cell.Absent() : new Cell.Whole(value);
    }

    private static Cell decimal(@Nullable Double value) {
        return value == null ? new Cell.Absent() : new Cell.Decimal(value);
    }
}
