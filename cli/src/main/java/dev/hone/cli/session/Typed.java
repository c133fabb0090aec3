package dev.hone.cli.session;

import java.nio.file.Path;
import java.util.Map;

/// What the command line says instead of the task file. Files named there are relative to the
/// folder the command was typed in, files named in the task file to the task file's.
///
/// @param values by dotted key
/// @param directory the command was typed in
public record Typed(Map<String, String> values, Path directory) {

    /// The folder that a file named under the key is relative to.
    Path base(String key, Path taskFolder) {
        return values.containsKey(key) ? directory : taskFolder;
    }
}
