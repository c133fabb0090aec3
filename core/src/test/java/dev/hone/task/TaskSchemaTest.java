package dev.hone.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The schema for editors and the parser know the same keys and the same defaults.
class TaskSchemaTest {

    private final JsonNode schema = readSchema();
    private final Set<String> keys = new LinkedHashSet<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();

    @Test
    void hasTheKeysTheParserHas() {
        collect("", schema);

        assertThat(keys).containsExactlyInAnyOrderElementsOf(TaskKeys.ALL);
    }

    @Test
    void hasTheDefaultsTheParserHas(@TempDir Path folder) throws IOException {
        collect("", schema);
        Path file = Files.writeString(folder.resolve("task.yaml"), "data: { validation: v.csv }");
        Map<String, String> expected = new LinkedHashMap<>(TaskFile.read(file).settings());
        expected.remove("name");
        expected.remove("data.validation");

        assertThat(defaults).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private void collect(String path, JsonNode node) {
        if (node.has("default")) {
            defaults.put(path, node.get("default").asText());
        }
        if (node.has("$ref")) {
            collect(path, schema.at(node.get("$ref").asText().substring(1)));
        }
        node.path("oneOf").forEach(alternative -> collect(path, alternative));
        node.path("anyOf").forEach(alternative -> collect(path, alternative));
        node.path("properties")
                .properties()
                .forEach(
                        property ->
                                collect(
                                        TaskKeys.within(path, property.getKey()),
                                        property.getValue()));
        boolean isValue = node.has("enum") || node.has("const") || node.has("type");
        if (isValue && !node.path("type").asText().equals("object")) {
            keys.add(path);
        }
    }

    private static JsonNode readSchema() {
        Path file =
                Path.of(System.getProperty("hone.root", ".."))
                        .resolve("docs/reference/task.schema.json");
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
