package dev.hone.data;

import org.jspecify.annotations.Nullable;

/// Which column of the data is what.
///
/// A column named here must be in every row. A null means that the column is taken when it is there
/// under its usual name: `choices`, `accepted`, `references`, `id`.
///
/// @param input the text put before the model
/// @param target the right answer, or a list of right answers
/// @param choices a list of the answers to choose from
/// @param accepted further right answers, beside the target
/// @param references all reference texts
/// @param id names the example; unique
public record FieldMapping(
        String input,
        String target,
        @Nullable String choices,
        @Nullable String accepted,
        @Nullable String references,
        @Nullable String id) {

    /// `input` and `target`, and the others where they are found.
    public static final FieldMapping DEFAULTS = of("input", "target");

    public static FieldMapping of(String input, String target) {
        return new FieldMapping(input, target, null, null, null, null);
    }
}
