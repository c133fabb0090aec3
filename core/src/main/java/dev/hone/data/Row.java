package dev.hone.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One row of a file.
///
/// @param number from 1; empty lines and headers do not count
/// @param place where the row stands in its file, for messages: `line 17`, `row 3 (line 5)`
/// @param fields by name, in the file's order
public record Row(long number, String place, Map<String, Value> fields) {

    public Row {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
