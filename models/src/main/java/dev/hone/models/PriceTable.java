package dev.hone.models;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import dev.hone.InputException;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// Reads the files of [Prices].
final class PriceTable {

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory())
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private PriceTable() {}

    /// @param file its name, for messages
    static List<Prices.Entry> parse(byte[] bytes, String file) {
        JsonNode table = tree(bytes, file);
        checkKeys(table, Set.of("as-of", "models"), file);
        LocalDate asOf = date(table.path("as-of").asText(), file);
        List<Prices.Entry> entries = new ArrayList<>();
        for (JsonNode model : table.path("models")) {
            String where = file + ": models[" + entries.size() + "]";
            checkKeys(model, Set.of("model", "input", "output"), where);
            Price price = new Price(usd(model, "input", where), usd(model, "output", where), asOf);
            entries.add(Prices.Entry.of(specs(model.path("model"), where), price));
        }
        return entries;
    }

    private static JsonNode tree(byte[] bytes, String file) {
        try {
            return YAML.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new InputException(
                    file
                            + ":"
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                            + ": not YAML: "
                            + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw new InputException(file + " cannot be read.", e);
        }
    }

    private static void checkKeys(JsonNode node, Set<String> known, String where) {
        if (!node.isObject()) {
            throw new InputException(where + " must have the keys " + known + ".");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new InputException(
                        where + ": unknown key \"" + name + "\". Known are " + known + ".");
            }
        }
    }

    private static LocalDate date(String text, String file) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new InputException(
                    file + ": as-of must be a date such as 2025-11-01, but is \"" + text + "\".",
                    e);
        }
    }

    private static BigDecimal usd(JsonNode model, String field, String where) {
        JsonNode number = model.path(field);
        if (!number.isNumber() || number.decimalValue().signum() < 0) {
            throw new InputException(
                    where
                            + ": "
                            + field
                            + " must be US dollars for a million tokens, a number of 0 or more,"
                            + " but is "
                            + (number.isMissingNode() ? "missing" : number)
                            + ".");
        }
        return new BigDecimal(number.asText());
    }

    private static List<String> specs(JsonNode model, String where) {
        List<String> specs = new ArrayList<>();
        if (model.isTextual()) {
            specs.add(model.textValue());
        }
        model.forEach(spec -> specs.add(spec.asText()));
        if (specs.isEmpty()) {
            throw new InputException(
                    where + ": model must be a spec such as openai:gpt-4.1, or a list of them.");
        }
        return specs;
    }
}
