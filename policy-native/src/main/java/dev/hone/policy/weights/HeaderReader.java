package dev.hone.policy.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.file.FileFailure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the header of a safetensors file, token by token: it may be as long as 100 MB, and nothing
/// in it is trusted.
final class HeaderReader {

    static final String METADATA = "__metadata__";

    private static final int MOST_TENSORS = 100_000;
    private static final int MOST_DIMENSIONS = 16;

    // Names are not interned: the table of names fails on those that were chosen to collide.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(10)
                                    .maxNameLength(Names.LONGEST)
                                    .maxNumberLength(100)
                                    .build())
                    .build();

    private final Path file;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Header.Entry> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    HeaderReader(Path file) {
        this.file = file;
    }

    /// @throws InputException when it is not the header of a safetensors file
    Header read(ByteBuffer text) {
        if (text.get(0) != '{') {
            throw new InputException(
                    file + " is not a safetensors file: its header must begin with {.");
        }
        try (Reader reader =
                        new InputStreamReader(
                                new BufferInputStream(text), StandardCharsets.UTF_8.newDecoder());
                JsonParser json = FACTORY.createParser(reader)) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                entry(json, json.currentName());
            }
            if (json.nextToken() != null) {
                throw new InputException(
                        file + ": there is something behind the header's closing brace.");
            }
            return new Header(metadata, entries);
        } catch (CharacterCodingException e) {
            throw new InputException(file + ": its header is not UTF-8.", e);
        } catch (JsonProcessingException e) {
            throw new InputException(
                    file
                            + ": its header is not JSON: "
                            + Excerpt.of(e.getOriginalMessage(), 200)
                            + ".",
                    e);
        } catch (IOException e) {
            throw FileFailure.unreadable(file, e);
        }
    }

    private void entry(JsonParser json, String name) throws IOException {
        if (!names.add(name)) {
            throw wrong(name, "stands in the header twice. Names must be unique");
        }
        json.nextToken();
        if (name.equals(METADATA)) {
            metadata(json);
            return;
        }
        if (entries.size() == MOST_TENSORS) {
            throw new InputException(
                    file
                            + " holds more than "
                            + MOST_TENSORS
                            + " tensors, the most that are read.");
        }
        entries.add(tensor(json, name));
    }

    private void metadata(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new InputException(file + ": __metadata__ must be an object of texts.");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_STRING
                    || metadata.putIfAbsent(key, json.getText()) != null) {
                throw new InputException(
                        file
                                + ": "
                                + Excerpt.of(key)
                                + " in __metadata__ must be one text, not a value of another kind"
                                + " and not there twice.");
            }
        }
    }

    private Header.Entry tensor(JsonParser json, String name) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(name, "must be an object of dtype, shape and data_offsets");
        }
        @Nullable DType dtype = null;
        @Nullable List<Long> shape = null;
        @Nullable List<Long> offsets = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("dtype") && dtype == null) {
                dtype = dtype(json, name);
            } else if (field.equals("shape") && shape == null) {
                shape = numbers(json, name, field, MOST_DIMENSIONS);
            } else if (field.equals("data_offsets") && offsets == null) {
                offsets = numbers(json, name, field, 2);
            } else {
                throw wrong(
                        name,
                        "has a field "
                                + Excerpt.of(field)
                                + ". It must have dtype, shape and data_offsets, each once");
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
            throw wrong(name, "must have dtype, shape and data_offsets with two numbers");
        }
        return checked(new Header.Entry(name, dtype, shape, offsets.get(0), offsets.get(1)));
    }

    private DType dtype(JsonParser json, String name) throws IOException {
        String text = json.getText();
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong(name, "has the dtype " + Excerpt.of(text) + ", which must be a text");
        }
        return DType.named(text)
                .orElseThrow(
                        () ->
                                wrong(
                                        name,
                                        "has the dtype "
                                                + Excerpt.of(text)
                                                + ". What is read: "
                                                + DType.names()));
    }

    private List<Long> numbers(JsonParser json, String name, String field, int most)
            throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(name, "has a " + field + " that is not an array of numbers");
        }
        List<Long> numbers = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    || json.getLongValue() < 0) {
                throw wrong(
                        name,
                        "has "
                                + Excerpt.of(json.getText())
                                + " in its "
                                + field
                                + ". It must be a whole number from 0 to "
                                + Long.MAX_VALUE);
            }
            if (numbers.size() == most) {
                throw wrong(name, "has more than " + most + " numbers in its " + field);
            }
            numbers.add(json.getLongValue());
        }
        return List.copyOf(numbers);
    }

    private Header.Entry checked(Header.Entry entry) {
        String bounds = "data_offsets [" + entry.begin() + ", " + entry.end() + "]";
        if (entry.begin() > entry.end()) {
            throw wrong(entry.name(), "has " + bounds + ", which end before they begin");
        }
        String content = entry.dtype() + " of shape " + entry.shape();
        long bytes;
        try {
            bytes = Shape.bytes(entry.dtype(), entry.shape());
        } catch (ArithmeticException e) {
            throw wrong(entry.name(), "is " + content + ", more bytes than can be counted");
        }
        if (bytes != entry.end() - entry.begin()) {
            throw wrong(
                    entry.name(),
                    "has " + bounds + ". As " + content + " it must take " + bytes + " bytes");
        }
        if (bytes > Integer.MAX_VALUE) {
            throw wrong(entry.name(), "takes " + bytes + " bytes. 2147483647 is the most");
        }
        return entry;
    }

    private InputException wrong(String name, String what) {
        return new InputException(file + ": the tensor " + Excerpt.of(name) + " " + what + ".");
    }
}
