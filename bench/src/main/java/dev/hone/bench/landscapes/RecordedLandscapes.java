package dev.hone.bench.landscapes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Landscapes of recorded scores: of each suite, a folder, some tasks in the order of their names,
/// each with the model whose scores spread the most (standard deviation over the prompts).
///
/// A line has `prompt` and `accuracy`, the scores in [0, 1] by model. The search starts from the
/// prompt a quarter of the way up from the worst, as a user would who wrote one that works.
final class RecordedLandscapes {

    /// See `dev.hone.testkit.synthetic.Recorded`: between the two measured values.
    private static final double COMMON = 0.45;

    private RecordedLandscapes() {}

    /// @param from number of tasks of each suite that are left out, at the beginning
    /// @param tasks of each suite that are taken
    static List<Landscape> read(Path data, int from, int tasks) throws IOException {
        List<Landscape> landscapes = new ArrayList<>();
        for (Path suite : inOrder(data)) {
            List<Path> files =
                    inOrder(suite).stream().filter(f -> f.toString().endsWith(".jsonl")).toList();
            for (Path file : files.stream().skip(from).limit(tasks).toList()) {
                landscapes.add(landscape(suite.getFileName() + "", file));
            }
        }
        return landscapes;
    }

    private static List<Path> inOrder(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private static Landscape landscape(String suite, Path file) throws IOException {
        Map<String, Map<String, Double>> byModel = new TreeMap<>();
        JsonMapper json = JsonMapper.builder().build();
        for (String line : Files.readAllLines(file, UTF_8)) {
            JsonNode row = json.readTree(line);
            String prompt = row.path("prompt").asText();
            row.path("accuracy")
                    .properties()
                    .forEach(
                            score ->
                                    byModel.computeIfAbsent(
                                                    score.getKey(), model -> new LinkedHashMap<>())
                                            .putIfAbsent(
                                                    tidy(prompt), score.getValue().asDouble()));
        }
        Map.Entry<String, Map<String, Double>> widest =
                byModel.entrySet().stream()
                        .max(Comparator.comparingDouble(e -> spread(e.getValue())))
                        .orElseThrow(() -> new IOException(file + " holds no scores."));
        String task = file.getFileName().toString().replace(".jsonl", "");
        String name = (suite + "-" + task + "-" + widest.getKey()).replaceAll("[^A-Za-z0-9]+", "-");
        return new Landscape(name, surface(widest.getValue()), seed(widest.getValue()));
    }

    /// Prompts that the surface would take for the same are one.
    private static String tidy(String prompt) {
        String text = prompt.replace("**", "").strip().replaceAll("\\s+", " ");
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static double spread(Map<String, Double> scores) {
        double mean = scores.values().stream().mapToDouble(s -> s).average().orElse(0);
        return scores.values().stream().mapToDouble(s -> (s - mean) * (s - mean)).sum()
                / scores.size();
    }

    private static Map<String, Object> surface(Map<String, Double> scores) {
        Map<String, Double> different = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        scores.forEach(different::putIfAbsent);
        List<Object> prompts = new ArrayList<>();
        different.forEach((prompt, score) -> prompts.add(Map.of("prompt", prompt, "score", score)));
        return new LinkedHashMap<>(
                Map.of("kind", "recorded", "common", COMMON, "prompts", prompts));
    }

    private static String seed(Map<String, Double> scores) {
        return scores.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .skip(scores.size() / 4)
                .findFirst()
                .orElseThrow()
                .getKey();
    }
}
