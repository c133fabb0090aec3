package dev.hone.experience;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.data.DatasetFormat;
import dev.hone.data.Row;
import dev.hone.data.RowReader;
import dev.hone.data.TextFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The texts behind the ids of prompts. An id without a text stands for itself, and is remembered
/// so that somebody can be told. For use by one thread.
final class PromptTexts {

    static final String BESIDE = "prompts.jsonl";

    private final Map<String, Prompt> texts;
    private final Set<String> unknown = new LinkedHashSet<>();

    private PromptTexts(Map<String, Prompt> texts) {
        this.texts = texts;
    }

    /// Those of the named file, or else of a file `prompts.jsonl` beside the data, or else none.
    static PromptTexts of(Optional<Path> named, Path data) {
        Path beside = data.resolveSibling(BESIDE);
        if (named.isPresent()) {
            return new PromptTexts(read(named.get()));
        }
        return new PromptTexts(Files.isRegularFile(beside) ? read(beside) : Map.of());
    }

    Prompt prompt(String id) {
        Prompt prompt = texts.get(id);
        if (prompt == null) {
            unknown.add(id);
            return new Prompt(id);
        }
        return prompt;
    }

    /// The ids that were asked for and have no text.
    Set<String> unknown() {
        return unknown;
    }

    private static Map<String, Prompt> read(Path file) {
        TextFile.check(file);
        Map<String, Prompt> texts = new LinkedHashMap<>();
        try (RowReader rows = DatasetFormat.of(file).open(file)) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                RowFields fields = new RowFields(file, row);
                String id = fields.textNotBlank("prompt_id");
                Prompt prompt = new Prompt(fields.text("prompt"));
                Prompt other = texts.putIfAbsent(id, prompt);
                if (other != null && !other.equals(prompt)) {
                    throw new InputException(
                            fields.place()
                                    + ": the prompt_id \""
                                    + Excerpt.of(id)
                                    + "\" has another text further up: \""
                                    + Excerpt.of(other.text())
                                    + "\". An id must stand for one text.");
                }
            }
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
        return texts;
    }
}
