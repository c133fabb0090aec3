package dev.hone.data;

import dev.hone.Example;
import dev.hone.Excerpt;
import dev.hone.InputException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads examples from files. Thread-safe.
public final class DatasetReader {

    private DatasetReader() {}

    /// The examples of a file, in its order, at least one.
    ///
    /// An example without an id is named after its file and row, as in `train.jsonl/17`.
    ///
    /// @throws InputException when the file cannot be read, or a row is not an example, or two have
    ///   the same id
    public static List<Example> read(Path file, FieldMapping fields) {
        return read(List.of(file), fields);
    }

    /// The examples of several files, one file after the other; ids are unique over all of them.
    ///
    /// @throws InputException as for a single file
    public static List<Example> read(List<Path> files, FieldMapping fields) {
        List<Example> examples = new ArrayList<>();
        Map<String, String> placeOfId = new HashMap<>();
        for (Path file : files) {
            TextFile.check(file);
            int before = examples.size();
            try (RowReader rows = DatasetFormats.of(file).open(file)) {
                ExampleMapper mapper = new ExampleMapper(file, fields);
                for (Row row = rows.next(); row != null; row = rows.next()) {
                    Example example = mapper.map(row);
                    String place = file + ", " + row.place();
                    String first = placeOfId.putIfAbsent(example.id(), place);
                    if (first != null) {
                        throw new InputException(
                                place
                                        + ": the id \""
                                        + Excerpt.of(example.id())
                                        + "\" is that of "
                                        + first
                                        + " already. Ids must be unique.");
                    }
                    examples.add(example);
                }
            } catch (IOException e) {
                throw TextFile.unreadable(file, e);
            }
            if (examples.size() == before) {
                throw new InputException(file + " has no rows. At least one is needed.");
            }
        }
        return examples;
    }
}
