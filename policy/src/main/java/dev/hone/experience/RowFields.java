package dev.hone.experience;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.data.Row;
import dev.hone.data.Value;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// The fields of one row, read as what an experience needs. Whatever is wrong is one message that
/// names file, row, field and value.
record RowFields(Path file, Row row) {

    /// The longest query and the longest prompt that are read.
    static final int LONGEST_TEXT = 1_000_000;

    private static final int MOST_FIELDS_NAMED = 20;

    /// What `Double.parseDouble` reads and data files mean: no hexadecimal, no `1f`.
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,400}\\.?\\d{0,400}|\\.\\d{1,400})([eE][+-]?\\d{1,5})?");

    boolean has(String field) {
        return find(field).isPresent();
    }

    /// Whether a field holds more than an empty text, which is how CSV writes nothing.
    boolean hasContent(String field) {
        return find(field).filter(value -> !value.equals(Value.Scalar.text(""))).isPresent();
    }

    /// The value of a field that is there and is not null.
    Optional<Value> find(String field) {
        return Optional.ofNullable(row.fields().get(field))
                .filter(value -> !(value instanceof Value.Nothing));
    }

    /// The first of several fields that is there.
    String firstOf(String... fields) {
        return Arrays.stream(fields)
                .filter(this::has)
                .findFirst()
                .orElseThrow(() -> missing(List.of(fields)));
    }

    /// A text that may be empty.
    String text(String field) {
        Value value = find(field).orElseThrow(() -> missing(List.of(field)));
        if (!(value instanceof Value.Scalar scalar)) {
            throw problem(field, value, "It must be a text.");
        }
        if (scalar.text().length() > LONGEST_TEXT) {
            throw problem(
                    field,
                    value,
                    String.format(
                            Locale.ROOT,
                            "It has %,d characters; the most allowed are %,d.",
                            scalar.text().length(),
                            LONGEST_TEXT));
        }
        return scalar.text();
    }

    String textNotBlank(String field) {
        String text = text(field);
        if (text.isBlank()) {
            throw problem(field, Value.Scalar.text(text), "It must not be blank.");
        }
        return text;
    }

    /// A score in [0, 1], or true or false for 1 or 0.
    double score(String field, Value value) {
        String text = value instanceof Value.Scalar scalar ? scalar.text().strip() : "";
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.equalsIgnoreCase("true") ? 1 : 0;
        }
        return number(field, value, 0, 1, "It must be a number from 0 to 1, or true or false.");
    }

    /// A number in [least, most]; empty where the field is missing, null, or an empty text.
    OptionalDouble number(String field, double least, double most, String right) {
        Optional<Value> value = find(field);
        return value.isPresent() && hasContent(field)
                ? OptionalDouble.of(number(field, value.get(), least, most, right))
                : OptionalDouble.empty();
    }

    private double number(String field, Value value, double least, double most, String right) {
        String text = value instanceof Value.Scalar scalar ? scalar.text().strip() : "";
        double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!(number >= least && number <= most)) {
            throw problem(field, value, right);
        }
        return number + 0.0;
    }

    /// `file, line 17`.
    String place() {
        return file + ", " + row.place();
    }

    InputException problem(String field, Value value, String right) {
        return new InputException(
                place()
                        + ": the field \""
                        + Excerpt.of(field)
                        + "\" is "
                        + Excerpt.of(value.toString())
                        + ". "
                        + right);
    }

    InputException missing(List<String> fields) {
        List<String> present =
                row.fields().keySet().stream().limit(MOST_FIELDS_NAMED).map(Excerpt::of).toList();
        return new InputException(
                place()
                        + ": there is no field \""
                        + String.join("\" or \"", fields)
                        + "\" with a value; the row has "
                        + (present.isEmpty() ? "no fields" : String.join(", ", present))
                        + (row.fields().size() > MOST_FIELDS_NAMED ? ", …." : "."));
    }
}
