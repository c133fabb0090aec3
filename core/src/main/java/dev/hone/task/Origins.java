package dev.hone.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where settings were written, for messages about what only shows later, and what of the file does
/// not count. Immutable.
///
/// @param places of the settings that were given, by dotted name: `task.yaml, line 7`, or `--set
///   seed=3`
/// @param leftOut options of the file's optimizer section, without `optimizer.`, that another
///   optimizer named on the command line made void; sorted
public record Origins(Map<String, String> places, List<String> leftOut) {

    public Origins {
        places = Map.copyOf(places);
        leftOut = List.copyOf(leftOut);
    }

    /// Where a setting stands; the file where it was left at its default.
    String place(String key, Path file) {
        return places.getOrDefault(key, file.toString());
    }
}
