package dev.hone.ledger;

import com.fasterxml.jackson.databind.JsonNode;

import dev.hone.Digest;
import dev.hone.HoneException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// The fields of a JSON object, read with their types; a field that is missing or of another type
/// is an error that names it.
///
/// @param what is read, for messages: `a request`
record JsonFields(JsonNode node, String what) {

    boolean has(String name) {
        return node.has(name);
    }

    String text(String name) {
        return text(get(name), name);
    }

    boolean flag(String name) {
        JsonNode value = get(name);
        if (!value.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return value.booleanValue();
    }

    long integer(String name) {
        JsonNode value = get(name);
        if (!value.canConvertToLong()) {
            throw wrong(name, "a whole number");
        }
        return value.longValue();
    }

    int count(String name) {
        return Math.toIntExact(integer(name));
    }

    double decimal(String name) {
        return decimal(get(name), name);
    }

    @Nullable Double decimalOrNull(String name) {
        return has(name) ? (Double) decimal(name) : null;
    }

    /// What [JsonText#millis] wrote.
    @Nullable Duration millisOrNull() {
        return has(JsonText.MILLIS) ? Duration.ofMillis(integer(JsonText.MILLIS)) : null;
    }

    Digest digest(String name) {
        return new Digest(text(name));
    }

    JsonFields object(String name) {
        return new JsonFields(get(name), what);
    }

    List<String> texts(String name) {
        return list(name, element -> text(element, name));
    }

    <T> List<T> objects(String name, Function<JsonFields, T> read) {
        return list(name, element -> read.apply(new JsonFields(element, what)));
    }

    <T> List<T> list(String name, Function<JsonNode, T> read) {
        JsonNode array = get(name);
        if (!array.isArray()) {
            throw wrong(name, "an array");
        }
        List<T> values = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            values.add(read.apply(element));
        }
        return values;
    }

    <T> Map<String, T> pairs(String name, Function<String, T> read) {
        Map<String, T> values = new LinkedHashMap<>();
        for (JsonNode pair : list(name, Function.identity())) {
            values.put(text(pair.path(0), name), read.apply(text(pair.path(1), name)));
        }
        return values;
    }

    /// A constant by its [label][#label(Enum)].
    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String label = text(name);
        for (E constant : type.getEnumConstants()) {
            if (label(constant).equals(label)) {
                return constant;
            }
        }
        throw wrong(name, "a value this version of Hone knows (update Hone)");
    }

    /// The constants by their labels.
    static <E extends Enum<E>> Map<String, E> byLabel(Class<E> type) {
        Map<String, E> constants = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            constants.put(label(constant), constant);
        }
        return constants;
    }

    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String text(JsonNode value, String name) {
        if (!value.isTextual()) {
            throw wrong(name, "a text");
        }
        return value.textValue();
    }

    double decimal(JsonNode value, String name) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return switch (text(value, name)) {
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw wrong(name, "a number");
        };
    }

    private JsonNode get(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new HoneException(
                    "The ledger holds " + what + " without the field " + name + ".");
        }
        return value;
    }

    HoneException wrong(String name, String right) {
        return new HoneException(
                "The ledger holds "
                        + what
                        + " whose field "
                        + name
                        + " ("
                        + node.get(name)
                        + ") is not "
                        + right
                        + ".");
    }
}
