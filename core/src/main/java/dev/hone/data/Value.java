package dev.hone.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One value of a [Row]. `toString` writes it much as JSON would, for messages.
public sealed interface Value {

    /// What the value is, in a message: `a text`, `a list`, ….
    String kind();

    /// A text, number or boolean. Numbers are kept as they are written, `1.50` as `1.50`.
    ///
    /// @param kind `a text`, `a number` or `a boolean`
    record Scalar(String text, String kind) implements Value {

        public static Scalar text(String text) {
            return new Scalar(text, "a text");
        }

        @Override
        public String toString() {
            return kind.equals("a text") ? '"' + text + '"' : text;
        }
    }

    /// A list.
    record Many(List<Value> values) implements Value {

        public Many {
            values = List.copyOf(values);
        }

        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public String toString() {
            return values.stream().map(Value::toString).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /// Fields of their own.
    record Nested(Map<String, Value> fields) implements Value {

        public Nested {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String kind() {
            return "an object";
        }

        @Override
        public String toString() {
            return fields.entrySet().stream()
                    .map(field -> '"' + field.getKey() + "\": " + field.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /// A field that is there and has no value.
    record Nothing() implements Value {

        @Override
        public String kind() {
            return "null";
        }

        @Override
        public String toString() {
            return "null";
        }
    }
}
