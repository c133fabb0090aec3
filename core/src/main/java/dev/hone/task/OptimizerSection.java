package dev.hone.task;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The `optimizer` section.
///
/// @param name which algorithm
/// @param preset which of its sets of values
/// @param options further values by dotted name, sorted, as they were written; the optimizer says
///   which it knows
public record OptimizerSection(String name, String preset, Map<String, String> options) {

    public OptimizerSection {
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }
}
