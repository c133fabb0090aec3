package dev.hone.cli.reproduce.gpo.paper;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import dev.hone.data.Split;
import dev.hone.task.OptimizerSection;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Reads the two files. They are the program's own: what is wrong in them is a defect.
final class PaperFile {

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory())
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /// The prompt that every search starts from (GPO §1.4).
    private static final String FIRST_PROMPT = "Let's think step by step.";

    private final Map<String, List<PaperTask>> sets = new LinkedHashMap<>();

    private PaperFile() {}

    static Paper read() {
        PaperFile file = new PaperFile();
        List<Benchmark> benchmarks = file.benchmarks(tree("tasks.yaml"));
        JsonNode tables = tree("tables.yaml");
        tables.path("task-sets")
                .properties()
                .forEach(set -> file.sets.put(set.getKey(), file.tasks(set.getValue())));
        return new Paper(
                tables.required("seeds").intValue(),
                benchmarks,
                file.sets,
                stream(tables, "pairs")
                        .map(pair -> new ModelPair(text(pair, "id"), text(pair, "title")))
                        .toList(),
                stream(tables, "tables").map(file::table).toList());
    }

    private List<Benchmark> benchmarks(JsonNode tree) {
        List<PaperTask> all = stream(tree, "tasks").map(PaperFile::task).toList();
        List<Benchmark> benchmarks = new ArrayList<>();
        for (JsonNode node : tree.required("benchmarks")) {
            String id = text(node, "id");
            List<PaperTask> own = all.stream().filter(t -> t.benchmark().equals(id)).toList();
            benchmarks.add(new Benchmark(id, text(node, "title"), text(node, "home"), own));
            sets.put(id, own);
        }
        for (PaperTask task : all) {
            sets.putIfAbsent(task.id(), List.of(task));
            if (!task.group().isEmpty()) {
                sets.computeIfAbsent(task.group(), group -> new ArrayList<>()).add(task);
            }
        }
        return benchmarks;
    }

    private static PaperTask task(JsonNode node) {
        Map<Split, Integer> sizes = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            sizes.put(split, node.required("sizes").required(split.ordinal()).intValue());
        }
        return new PaperTask(
                text(node, "id"),
                text(node, "benchmark"),
                node.path("group").asText(""),
                Kind.named(text(node, "kind")),
                sizes,
                node.required("characters").intValue());
    }

    private List<PaperTask> tasks(JsonNode names) {
        return names.valueStream()
                .flatMap(name -> Objects.requireNonNull(sets.get(name.asText())).stream())
                .toList();
    }

    private PaperTable table(JsonNode table) {
        List<String> pairs = stream(table, "pairs").map(JsonNode::asText).toList();
        List<PaperCell> cells = new ArrayList<>();
        for (JsonNode row : table.required("rows")) {
            for (JsonNode column : table.required("columns")) {
                cells.add(cell(table, row, column, pairs));
            }
        }
        return new PaperTable(text(table, "id"), text(table, "title"), cells);
    }

    private PaperCell cell(JsonNode table, JsonNode row, JsonNode column, List<String> pairs) {
        String columnId = text(column, "id");
        List<PaperTask> tasks = tasks(column.required("tasks"));
        JsonNode printed = row.required("paper").required(columnId);
        Map<String, Double> paper = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            if (!printed.required(i).isNull()) {
                paper.put(pairs.get(i), printed.required(i).doubleValue());
            }
        }
        return new PaperCell(
                text(row, "id") + "/" + columnId,
                text(row, "id") + ", " + text(column, "title"),
                tasks,
                tasks.size(),
                new Treatment(
                        optimizer(table, row, column),
                        row.path("prompt").asText(FIRST_PROMPT),
                        column.path("demonstrations").asInt(0)),
                paper);
    }

    private static @Nullable OptimizerSection optimizer(
            JsonNode table, JsonNode row, JsonNode column) {
        JsonNode optimizer = row.path("optimizer");
        if (optimizer.isMissingNode()) {
            return null;
        }
        Map<String, String> options = new LinkedHashMap<>();
        Stream.of(
                        table.path("options"),
                        optimizer.path("options"),
                        column.path("options"),
                        row.path("cells").path(text(column, "id")))
                .flatMap(node -> node.properties().stream())
                .forEach(option -> options.put(option.getKey(), option.getValue().asText()));
        return new OptimizerSection(text(optimizer, "name"), text(optimizer, "preset"), options);
    }

    private static Stream<JsonNode> stream(JsonNode node, String field) {
        return node.required(field).valueStream();
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).asText();
    }

    private static JsonNode tree(String name) {
        try (InputStream in = PaperFile.class.getResourceAsStream(name)) {
            return YAML.readTree(Objects.requireNonNull(in, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
