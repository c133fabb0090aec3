package dev.hone.models.price;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import dev.hone.InputException;
import dev.hone.limit.Price;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// One file of [Prices].
///
/// @param asOf the day its prices were known to hold
/// @param entries in the order of the file
record PriceTable(LocalDate asOf, List<Prices.Entry> entries) {

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory())
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /// @param file its name, for messages
    static PriceTable parse(byte[] bytes, String file) {
        JsonNode table = tree(bytes, file);
        checkKeys(table, Set.of("as-of", "models"), file);
        LocalDate asOf = date(table.path("as-of").asText(), file);
        List<Prices.Entry> entries = new ArrayList<>();
        for (JsonNode model : table.path("models")) {
            String where = file + ": models[" + entries.size() + "]";
            checkKeys(model, Set.of("model", "input", "output"), where);
            Price price = new Price(usd(model, "input", where), usd(model, "output", where));
            entries.add(Prices.Entry.of(specs(model.path("model"), where), price));
        }
        return new PriceTable(asOf, entries);
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
