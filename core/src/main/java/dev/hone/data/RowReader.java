package dev.hone.data;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;

/// The rows of one open file, one at a time. For use by one thread.
public interface RowReader extends Closeable {

    /// The next row; null at the end.
    ///
    /// @throws dev.hone.InputException when the file is not what its extension says
    @Nullable Row next() throws IOException;
}
