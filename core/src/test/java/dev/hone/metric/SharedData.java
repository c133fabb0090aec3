package dev.hone.metric;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.Example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The benchmarks and recordings that may lie beside the repository. A test that asks for a file
/// that is not there is aborted.
final class SharedData {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SharedData() {}

    private static Path locate(String path) {
        Path root = Path.of(System.getProperty("hone.root", ".")).toAbsolutePath().normalize();
        Path file = root.resolveSibling("shared").resolve("data").resolve(path);
        return Files.exists(file) ? file : abort("The data of this test is not here: " + file);
    }

    /// The objects of a JSON Lines file, or of all such files in a folder, by name.
    static List<JsonNode> rows(String path) {
        Path place = locate(path);
        try (Stream<Path> files = Files.walk(place, 1)) {
            List<JsonNode> rows = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    rows.add(JSON.readTree(line));
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Example> examples(String path) {
        return rows(path).stream().map(SharedData::example).toList();
    }

    private static Example example(JsonNode row) {
        List<String> references = texts(row.path("references"));
        return new Example(
                row.get("id").asText(),
                row.get("input").asText(),
                references.isEmpty() ? List.of(row.get("target").asText()) : references,
                texts(row.path("choices")),
                Map.of());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
