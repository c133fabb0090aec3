package dev.hone.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.data.TextFile;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads YAML into settings by dotted key, each with the line it stands on. Every key is known;
/// what its value may be is checked later.
final class YamlSettings {

    private static final YAMLFactory FACTORY = new YAMLFactory();
    private static final int LONGEST_REASON = 200;

    private final Path file;
    private final YAMLParser parser;
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private YamlSettings(Path file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    static Map<String, Setting> read(Path file) {
        try (YAMLParser parser = FACTORY.createParser(TextFile.read(file))) {
            YamlSettings yaml = new YamlSettings(file, parser);
            yaml.document();
            return yaml.settings;
        } catch (JsonProcessingException e) {
            throw malformed(file, e);
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory cannot fail.", e);
        }
    }

    /// What a quoted YAML scalar means; null when the text is not one.
    static @Nullable String unquoted(String text) {
        try (YAMLParser parser = FACTORY.createParser(text)) {
            boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
            String value = isText ? parser.getText() : null;
            return parser.nextToken() == null ? value : null;
        } catch (IOException e) {
            return null;
        }
    }

    private void document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new InputException(
                    file + " is empty. It needs at least a data section and a metric.");
        }
        if (first != JsonToken.START_OBJECT) {
            throw new InputException(
                    place()
                            + ": a task file consists of keys and values, such as \"name:"
                            + " antonyms\", but this one starts with "
                            + Excerpt.of(parser.getText())
                            + ".");
        }
        section("");
        if (parser.nextToken() != null) {
            throw new InputException(place() + ": a second document begins here. One is allowed.");
        }
    }

    private void section(String section) throws IOException {
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String key = TaskKeys.within(section, name);
            String place = place();
            if (!seen.add(name) || settings.containsKey(key)) {
                throw new InputException(
                        place + ": the key \"" + Excerpt.of(key) + "\" stands twice. Keep one.");
            }
            TaskKeys.check(key, place);
            value(key, parser.nextToken(), place);
        }
    }

    private void value(String key, JsonToken token, String place) throws IOException {
        switch (token) {
            case START_OBJECT -> {
                if (!TaskKeys.isSection(key)) {
                    throw wrong(key, place, "must be a single value, but has keys of its own.");
                }
                section(key);
            }
            case START_ARRAY -> {
                if (!TaskKeys.isList(key)) {
                    throw wrong(key, place, "must be a single value, but is a list.");
                }
                settings.put(key, new Setting(list(key, place), place));
            }
            case VALUE_NULL ->
                    throw wrong(key, place, "has no value. Give it one, or remove the key.");
            default -> {
                String text = scalar(key, place);
                if (!TaskKeys.isValue(key)) {
                    throw wrong(key, place, mustBeSection(key) + Excerpt.of(text) + "\".");
                }
                settings.put(key, new Setting(List.of(text), place));
            }
        }
    }

    static String mustBeSection(String key) {
        return "must be a section with " + String.join(", ", TaskKeys.namesIn(key)) + ", but is \"";
    }

    private List<String> list(String key, String place) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (token == JsonToken.VALUE_NULL || !token.isScalarValue()) {
                throw wrong(key, place, "must be a list of single values.");
            }
            texts.add(scalar(key, place));
        }
        return texts;
    }

    private String scalar(String key, String place) throws IOException {
        if (parser.isCurrentAlias()) {
            throw wrong(key, place, "is an alias (*), which task files do not have.");
        }
        if (parser.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT) {
            throw wrong(key, place, "must be text, but is binary.");
        }
        return parser.getText();
    }

    private String place() {
        return file + ", line " + parser.currentTokenLocation().getLineNr();
    }

    private static InputException wrong(String key, String place, String problem) {
        return new InputException(place + ": \"" + key + "\" " + problem);
    }

    private static InputException malformed(Path file, JsonProcessingException cause) {
        // The library shows the place among its reasons, indented.
        String reason =
                cause.getOriginalMessage()
                        .lines()
                        .filter(text -> !text.startsWith(" "))
                        .collect(Collectors.joining(": "));
        return new InputException(
                file
                        + position(cause)
                        + ": this is not YAML: "
                        + Excerpt.of(reason, LONGEST_REASON)
                        + ".",
                cause);
    }

    /// The exception's own location is that of the token before the trouble.
    private static String position(JsonProcessingException cause) {
        Mark mark =
                cause.getCause() instanceof MarkedYAMLException marked
                        ? marked.getProblemMark()
                        : null;
        return mark == null
                ? ""
                : ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }
}
