package dev.hone.experience;

import dev.hone.InputException;
import dev.hone.data.DatasetFormat;
import dev.hone.data.Row;
import dev.hone.data.RowReader;
import dev.hone.data.TextFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads experiences from JSONL, JSON, CSV and Parquet files. Immutable and thread-safe.
///
/// The first row of a file decides which of two shapes the file has:
///
/// - **recorded**, one row for a query: `query`, `rewards` (an object from prompt id to a score or
///   a list of scores), optional `query_id` and `model`;
/// - **flat**, one row for a query and a prompt: `query` (or `input`), `prompt` (or `prompt_id`),
///   `reward` (or `correct`, or `score`), optional `query_id`, `model`, `nll`, `average` and
///   `propensity`.
///
/// A score is in [0, 1], or true or false. Ids of prompts are looked up in a file with `prompt_id`
/// and `prompt`, by default `prompts.jsonl` beside the data; an id that is not there is the text of
/// its prompt itself, which is a warning. A prompt may be the empty text. A query without an id is
/// named by the digest of its text. Rows of the same query under the same prompt are independent
/// answers.
///
/// @param model whose rows are read; empty where all rows are of one model
/// @param prompts the file with the texts of prompts; empty for the one beside the data
public record ExperienceReader(Optional<String> model, Optional<Path> prompts) {

    public static final ExperienceReader DEFAULTS =
            new ExperienceReader(Optional.empty(), Optional.empty());

    public ExperienceReader withModel(String name) {
        return new ExperienceReader(Optional.of(name), prompts);
    }

    public ExperienceReader withPrompts(Path file) {
        return new ExperienceReader(model, Optional.of(file));
    }

    public RecordedExperiences read(Path file) {
        return read(List.of(file));
    }

    /// The rows of all files together.
    ///
    /// @throws InputException when a file cannot be read or has no rows, a row is not an
    ///   experience, an id stands for two texts, or the rows are of several models and none was
    ///   chosen
    public RecordedExperiences read(List<Path> files) {
        ExperienceCollector collector = new ExperienceCollector(model);
        for (Path file : files) {
            TextFile.check(file);
            PromptTexts texts = PromptTexts.of(prompts, file);
            try (RowReader rows = DatasetFormat.of(file).open(file)) {
                Row row = rows.next();
                if (row == null) {
                    throw new InputException(file + " has no rows. At least one is needed.");
                }
                boolean recorded = row.fields().containsKey(RecordedRow.REWARDS);
                for (; row != null; row = rows.next()) {
                    RowFields fields = new RowFields(file, row);
                    if (recorded) {
                        RecordedRow.read(fields, texts, collector);
                    } else {
                        FlatRow.read(fields, texts, collector);
                    }
                }
            } catch (IOException e) {
                throw TextFile.unreadable(file, e);
            }
            collector.unknownPrompts(file, texts.unknown());
        }
        return collector.finish();
    }
}
