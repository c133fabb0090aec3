package dev.hone.data;

import dev.hone.Example;
import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Suggestion;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns the rows of one file into examples. Blank inputs, targets and list entries are errors: an
/// example that asks or answers nothing would be paid for and scored all the same.
final class ExampleMapper {

    private static final String CHOICES = "choices";
    private static final int MOST_FIELDS_NAMED = 20;

    private final Path file;
    private final FieldMapping fields;

    ExampleMapper(Path file, FieldMapping fields) {
        this.file = file;
        this.fields = fields;
    }

    Example map(Row row) {
        Set<String> used = new LinkedHashSet<>(List.of(fields.input(), fields.target()));
        String input = text(row, fields.input(), required(row, fields.input()));
        Set<String> references = new LinkedHashSet<>(target(row));
        references.addAll(optionalList(row, fields.references(), "references", used));
        references.addAll(optionalList(row, fields.accepted(), "accepted", used));
        List<String> choices = optionalList(row, fields.choices(), CHOICES, used);
        return new Example(
                id(row, used), input, List.copyOf(references), choices, variables(row, used));
    }

    private List<String> target(Row row) {
        Value value = required(row, fields.target());
        if (!(value instanceof Value.Many many)) {
            return List.of(text(row, fields.target(), value));
        }
        if (many.values().isEmpty()) {
            throw problem(
                    row,
                    "the list in field \""
                            + Excerpt.of(fields.target())
                            + "\" is empty. It needs a right answer.");
        }
        return texts(row, fields.target(), many);
    }

    private String id(Row row, Set<String> used) {
        Value value = optional(row, fields.id(), "id", used);
        return value == null
                ? file.getFileName() + "/" + row.number()
                : text(row, fields.id() == null ? "id" : fields.id(), value);
    }

    /// A list, or in its place a text: JSON of a list, nothing, or (but for choices, where one
    /// makes no sense) the only entry.
    private List<String> optionalList(
            Row row, @Nullable String mapped, String usual, Set<String> used) {
        Value value = optional(row, mapped, usual, used);
        if (value == null) {
            return List.of();
        }
        String field = mapped == null ? usual : mapped;
        if (value instanceof Value.Many many) {
            return texts(row, field, many);
        }
        if (value instanceof Value.Scalar scalar) {
            Value.Many inside = JsonValues.list(scalar.text());
            if (inside != null || scalar.text().isBlank()) {
                return inside == null ? List.of() : texts(row, field, inside);
            }
            if (!usual.equals(CHOICES)) {
                return List.of(scalar.text());
            }
        }
        throw problem(
                row,
                "the field \""
                        + Excerpt.of(field)
                        + "\" must be a list (in CSV a JSON list such as [\"a\", \"b\"]), but is "
                        + shown(value)
                        + (mapped == null
                                ? ". To take another column, name it under fields." + usual + "."
                                : "."));
    }

    /// The value of a field that may be missing unless it was named by the user.
    private @Nullable Value optional(
            Row row, @Nullable String mapped, String usual, Set<String> used) {
        if (mapped != null) {
            used.add(mapped);
            return required(row, mapped);
        }
        Value value = row.fields().get(usual);
        if (value == null || value instanceof Value.Nothing || used.contains(usual)) {
            return null;
        }
        used.add(usual);
        return value;
    }

    private Value required(Row row, String field) {
        Value value = row.fields().get(field);
        if (value != null) {
            return value;
        }
        List<String> present =
                row.fields().keySet().stream().limit(MOST_FIELDS_NAMED).map(Excerpt::of).toList();
        String suggestion = Suggestion.of(field, present);
        throw problem(
                row,
                "there is no field \""
                        + Excerpt.of(field)
                        + "\"; the row has "
                        + (present.isEmpty() ? "none" : String.join(", ", present))
                        + (row.fields().size() > MOST_FIELDS_NAMED ? ", …." : ".")
                        + (suggestion.startsWith(" Known") ? "" : suggestion)
                        + " The task file's fields section names the columns.");
    }

    private List<String> texts(Row row, String field, Value.Many many) {
        List<String> texts = new ArrayList<>();
        for (Value value : many.values()) {
            texts.add(text(row, field, value));
        }
        return texts;
    }

    private String text(Row row, String field, Value value) {
        if (!(value instanceof Value.Scalar scalar)) {
            throw problem(
                    row,
                    "the field \""
                            + Excerpt.of(field)
                            + "\" must hold text, a number or a boolean, but holds "
                            + shown(value)
                            + ".");
        }
        if (scalar.text().isBlank()) {
            throw problem(
                    row,
                    "the field \""
                            + Excerpt.of(field)
                            + "\" is blank. Fill it in, or remove the row.");
        }
        return scalar.text();
    }

    private static Map<String, String> variables(Row row, Set<String> used) {
        Map<String, String> variables = new LinkedHashMap<>();
        row.fields()
                .forEach(
                        (name, value) -> {
                            if (!used.contains(name) && value instanceof Value.Scalar scalar) {
                                variables.put(name, scalar.text());
                            }
                        });
        return variables;
    }

    private static String shown(Value value) {
        return value instanceof Value.Nothing
                ? value.kind()
                : value.kind() + ": " + Excerpt.of(value.toString());
    }

    private InputException problem(Row row, String message) {
        return new InputException(file + ", " + row.place() + ": " + message);
    }
}
