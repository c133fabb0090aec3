package dev.hone.cli.reproduce.gpo.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.hone.Example;
import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.cli.reproduce.gpo.paper.PaperTask;
import dev.hone.data.Split;
import dev.hone.data.TextFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// BIG-Bench Hard as its authors publish it: `bbh/TASK.json`, an object whose `examples` have
/// `input` and `target`.
final class BigBenchHard implements Layout {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Optional<Found> find(Path folder, PaperTask task) {
        if (!task.benchmark().equals("bbh")) {
            return Optional.empty();
        }
        return Stream.of("bbh", "BIG-Bench-Hard/bbh")
                .map(place -> folder.resolve(place).resolve(task.id() + ".json"))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(file -> new Found(Map.of(Split.TEST, read(file, task)), false));
    }

    private static List<Example> read(Path file, PaperTask task) {
        List<Example> rows = new ArrayList<>();
        for (JsonNode row : tree(file).path("examples")) {
            int number = rows.size() + 1;
            rows.add(
                    Example.of(
                            "bbh/" + task.id() + "/" + number,
                            text(file, number, row, "input"),
                            text(file, number, row, "target")));
        }
        if (rows.isEmpty()) {
            throw new InputException(
                    file
                            + " has no examples. It must be an object with \"examples\", a list"
                            + " of objects with input and target, as published.");
        }
        return rows;
    }

    private static JsonNode tree(Path file) {
        try {
            return JSON.readTree(TextFile.read(file));
        } catch (JsonProcessingException e) {
            throw new InputException(
                    file
                            + ", line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                            + ": not JSON: "
                            + Excerpt.of(e.getOriginalMessage())
                            + ".",
                    e);
        }
    }

    private static String text(Path file, int number, JsonNode row, String field) {
        JsonNode value = row.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new InputException(
                    file
                            + ", example "
                            + number
                            + ": \""
                            + field
                            + "\" must be a text, but is "
                            + (value.isMissingNode() ? "missing" : Excerpt.of(value.toString()))
                            + ".");
        }
        return value.textValue();
    }
}
