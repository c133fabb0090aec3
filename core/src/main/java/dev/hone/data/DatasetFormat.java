package dev.hone.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A kind of file that examples are read from. JSONL, JSON and CSV are built in; others are found
/// by [java.util.ServiceLoader], as Parquet is in `dev.hone:hone-parquet`.
///
/// Implementations are thread-safe and have a public constructor without arguments.
public interface DatasetFormat {

    /// The format of a file, by its extension.
    ///
    /// @throws dev.hone.InputException when no format at hand has that extension
    static DatasetFormat of(Path file) {
        return DatasetFormats.of(file);
    }

    /// The extensions of such files: lower case, without the dot.
    List<String> extensions();

    /// Opens a file that exists. The caller closes the reader.
    ///
    /// @throws dev.hone.InputException when the file is not of this kind
    RowReader open(Path file) throws IOException;
}
