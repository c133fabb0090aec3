package dev.hone;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One labelled input.
///
/// @param id stable and unique within its data set
/// @param input the text put before the model, without any prompt
/// @param references the right answers; the first is the [target][#target()]. Whether one of them
///   has to be met or all are averaged over is the metric's affair. Never empty.
/// @param choices the answers to choose from, in order; empty when the answer is free
/// @param variables further columns of the data, by name, for use in a [Template]
public record Example(
        String id,
        String input,
        List<String> references,
        List<String> choices,
        Map<String, String> variables) {

    public Example {
        references = List.copyOf(references);
        choices = List.copyOf(choices);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        if (references.isEmpty()) {
            throw new IllegalArgumentException(
                    "references of example " + id + " must not be empty.");
        }
    }

    /// An example with one right answer and nothing else.
    public static Example of(String id, String input, String target) {
        return new Example(id, input, List.of(target), List.of(), Map.of());
    }

    /// The right answer, or the first of several.
    public String target() {
        return references.getFirst();
    }
}
