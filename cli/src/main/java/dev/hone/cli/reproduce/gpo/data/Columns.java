package dev.hone.cli.reproduce.gpo.data;

import dev.hone.Example;
import dev.hone.cli.reproduce.gpo.paper.Kind;
import dev.hone.cli.reproduce.gpo.paper.PaperTask;
import dev.hone.data.DatasetFormat;
import dev.hone.data.DatasetReader;
import dev.hone.data.FieldMapping;
import dev.hone.data.Row;
import dev.hone.data.RowReader;
import dev.hone.data.TextFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads files of rows whose columns have one of their usual names: `input` or `question`, and
/// `target`, `output` or `answer`.
final class Columns {

    /// What GSM8K has between a worked answer and its number.
    private static final String BEFORE_NUMBER = "####";

    private Columns() {}

    /// @throws dev.hone.InputException when the file is not what it should be
    static List<Example> read(Path file, PaperTask task) {
        TextFile.check(file);
        Set<String> columns = first(file);
        FieldMapping fields =
                FieldMapping.of(
                        columns.contains("question") && !columns.contains("input")
                                ? "question"
                                : "input",
                        target(columns));
        List<Example> rows = DatasetReader.read(file, fields);
        return task.kind() == Kind.NUMBER ? rows.stream().map(Columns::number).toList() : rows;
    }

    private static String target(Set<String> columns) {
        if (columns.contains("target")) {
            return "target";
        }
        return columns.contains("output")
                ? "output"
                : columns.contains("answer") ? "answer" : "target";
    }

    private static Set<String> first(Path file) {
        try (RowReader rows = DatasetFormat.of(file).open(file)) {
            Row row = rows.next();
            return row == null ? Set.of() : row.fields().keySet();
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
    }

    private static Example number(Example row) {
        String target = row.target();
        String bare =
                target.substring(Math.max(0, target.lastIndexOf(BEFORE_NUMBER)))
                        .replace(BEFORE_NUMBER, "")
                        .replace(",", "")
                        .strip();
        return bare.equals(target) || bare.isEmpty()
                ? row
                : new Example(row.id(), row.input(), List.of(bare), row.choices(), Map.of());
    }
}
