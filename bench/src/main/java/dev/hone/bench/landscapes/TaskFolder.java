package dev.hone.bench.landscapes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.hone.testkit.synthetic.ResponseSurface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A landscape as task files: `surface.json`, the three splits, and a task file for each group of
/// methods. YAML is written as JSON, which it holds.
record TaskFolder(Path path, Landscape landscape) {

    private static final int TRAIN = 40;
    private static final int TEST = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param validation examples
    static TaskFolder write(Path path, Landscape landscape, int validation) throws IOException {
        Files.createDirectories(path);
        Files.write(path.resolve("surface.json"), JSON.writeValueAsBytes(landscape.surface()));
        examples(path, "train", TRAIN);
        examples(path, "validation", validation);
        examples(path, "test", TEST);
        return new TaskFolder(path, landscape);
    }

    private static void examples(Path path, String split, int count) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String input = "Item " + split + " " + i;
            lines.append(JSON.writeValueAsString(Map.of("input", input, "target", "ok " + input)))
                    .append('\n');
        }
        Files.writeString(path.resolve(split + ".jsonl"), lines, UTF_8);
    }

    /// The task file in which the method's numbers stand, written anew.
    Path task(String name, Method method) throws IOException {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("name", landscape.name());
        task.put(
                "data",
                Map.of(
                        "train", "train.jsonl",
                        "validation", "validation.jsonl",
                        "test", "test.jsonl"));
        task.put("prompt", Map.of("seed", landscape.seed(), "template", "{{input}}\n{{prompt}}"));
        task.put("metric", "exact");
        task.put("answer", "last-line");
        task.put("task-model", Map.of("spec", "synthetic:surface.json"));
        task.put("optimizer-model", Map.of("spec", "synthetic:surface.json"));
        task.put("optimizer", method.section());
        task.put("seed", 1);
        Path file = path.resolve(name + ".yaml");
        Files.write(file, JSON.writeValueAsBytes(task));
        return file;
    }

    ResponseSurface surface() {
        return ResponseSurface.read(path.resolve("surface.json"));
    }
}
