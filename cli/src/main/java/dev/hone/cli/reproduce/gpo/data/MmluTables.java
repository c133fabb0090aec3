package dev.hone.cli.reproduce.gpo.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;

import dev.hone.Example;
import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.cli.reproduce.gpo.paper.PaperTask;
import dev.hone.data.Split;
import dev.hone.data.TextFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// MMLU as its authors publish it: `test/SUBJECT_test.csv`, and the same of `val` and `dev`,
/// without a header: the question, four options, the letter of the right one. Options become lines
/// of the question, as in the paper (GPO §5).
///
/// The paper's rows of train, validation and test are drawn from `test`, those for the meta-prompt
/// from `val`, demonstrations from `dev`.
final class MmluTables implements Layout {

    private static final ObjectReader ROWS =
            new CsvMapper().readerFor(String[].class).with(CsvParser.Feature.WRAP_AS_ARRAY);
    private static final int CELLS = 6;
    private static final String LETTERS = "ABCD";

    @Override
    public Optional<Found> find(Path folder, PaperTask task) {
        if (!task.benchmark().equals("mmlu")) {
            return Optional.empty();
        }
        return Stream.of("mmlu", "mmlu/data", "data", "")
                .map(folder::resolve)
                .filter(place -> Files.isRegularFile(file(place, task, "test")))
                .findFirst()
                .map(place -> new Found(rows(place, task), false));
    }

    private static Path file(Path place, PaperTask task, String part) {
        return place.resolve(part).resolve(task.id() + "_" + part + ".csv");
    }

    private static Map<Split, List<Example>> rows(Path place, PaperTask task) {
        Map<Split, List<Example>> rows = new EnumMap<>(Split.class);
        Map.of(Split.TEST, "test", Split.FORMAT, "val", Split.FEW_SHOT, "dev")
                .forEach(
                        (split, part) ->
                                rows.put(split, read(file(place, task, part), task, part)));
        return rows;
    }

    private static List<Example> read(Path file, PaperTask task, String part) {
        List<Example> rows = new ArrayList<>();
        try (MappingIterator<String[]> cells = ROWS.readValues(TextFile.read(file))) {
            while (cells.hasNext()) {
                rows.add(example(file, task, part, rows.size() + 1, cells.next()));
            }
        } catch (JsonProcessingException e) {
            throw new InputException(
                    file
                            + ", row "
                            + (rows.size() + 1)
                            + ": not CSV: "
                            + Excerpt.of(e.getOriginalMessage())
                            + ".",
                    e);
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
        return rows;
    }

    private static Example example(
            Path file, PaperTask task, String part, int number, String[] cells) {
        boolean isRow =
                cells.length == CELLS
                        && cells[CELLS - 1].strip().length() == 1
                        && LETTERS.contains(cells[CELLS - 1].strip());
        if (!isRow) {
            throw new InputException(
                    file
                            + ", row "
                            + number
                            + ": it must have a question, four options and the letter of the"
                            + " right one, but is "
                            + Excerpt.of(String.join(", ", cells))
                            + ".");
        }
        StringBuilder input = new StringBuilder(cells[0].strip());
        for (int i = 0; i < LETTERS.length(); i++) {
            input.append("\n(").append(LETTERS.charAt(i)).append(") ").append(cells[i + 1].strip());
        }
        return new Example(
                "mmlu/" + task.id() + "/" + part + "/" + number,
                input.toString(),
                List.of("(" + cells[CELLS - 1].strip() + ")"),
                LETTERS.chars().mapToObj(letter -> "(" + (char) letter + ")").toList(),
                Map.of());
    }
}
