package dev.hone.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.HoneException;
import dev.hone.ledger.parse.AnswerParser;
import dev.hone.model.Completion.FinishReason;
import dev.hone.model.Message.Role;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/// How the ledger's JSON is written: compact UTF-8, one object, its first field `v` the version.
///
/// Every text comes back as it was, character for character. Unpaired surrogates have no UTF-8, so
/// everything from the surrogates up is written as an escape.
final class JsonText {

    /// Names how long something took.
    static final String MILLIS = "millis";

    private static final int VERSION = 1;
    private static final int LAST_BEFORE_SURROGATES = 0xD7FF;
    private static final int USUAL_BYTES = 1024;

    // Buffers are pooled across threads: most threads here are virtual and live for one call.
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder()
                    .highestNonEscapedChar(LAST_BEFORE_SURROGATES)
                    .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();
    private static final ObjectMapper MAPPER =
            new ObjectMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonText() {}

    /// Writes the fields of an object.
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] write(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("v", VERSION);
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot fail to be written to.", e);
        }
        return bytes.toByteArray();
    }

    /// Reads what [#write] wrote.
    static AnswerParser parser(Map<String, Role> roles, Map<String, FinishReason> reasons) {
        return new AnswerParser(VERSION, roles, reasons);
    }

    /// @param what is read, for messages: `a request`
    static JsonFields read(byte[] text, String what) {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (IOException e) {
            throw new HoneException("The ledger holds " + what + " that is not JSON.", e);
        }
        return known(node, what);
    }

    /// The fields of an object in a version this Hone reads.
    static JsonFields known(JsonNode node, String what) {
        JsonFields fields = new JsonFields(node, what);
        long version = fields.integer("v");
        if (version != VERSION) {
            throw new HoneException(
                    "The ledger holds "
                            + what
                            + " in format "
                            + version
                            + "; this Hone reads format "
                            + VERSION
                            + ". Update Hone.");
        }
        return fields;
    }

    static void decimal(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        decimal(json, value);
    }

    /// Infinities become texts, as JSON has no numbers for them.
    static void decimal(JsonGenerator json, double value) throws IOException {
        if (Double.isNaN(value)) {
            throw new HoneException("A number that is not a number (NaN) cannot be recorded.");
        }
        if (Double.isInfinite(value)) {
            json.writeString(Double.toString(value));
        } else {
            json.writeNumber(value);
        }
    }

    /// Whole milliseconds; nothing where there are none.
    static void millis(JsonGenerator json, @Nullable Duration time) throws IOException {
        if (time != null) {
            json.writeNumberField(MILLIS, time.toMillis());
        }
    }

    static void texts(JsonGenerator json, String name, Collection<String> values)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /// Writes pairs, in order. Not an object: a key is a text like any other, and parsers do not
    /// take every text for a name.
    static void pairs(JsonGenerator json, String name, Map<String, String> values)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (Map.Entry<String, String> entry : values.entrySet()) {
            json.writeStartArray();
            json.writeString(entry.getKey());
            json.writeString(entry.getValue());
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
