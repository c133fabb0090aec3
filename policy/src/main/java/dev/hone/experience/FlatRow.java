package dev.hone.experience;

import dev.hone.Prompt;
import dev.hone.data.Value;

import java.util.List;
import java.util.OptionalDouble;

/// A row that holds the score of one query under one prompt.
final class FlatRow {

    private static final String PROMPT_ID = "prompt_id";

    private FlatRow() {}

    static void read(RowFields row, PromptTexts texts, ExperienceCollector collector) {
        if (!collector.wants(row)) {
            return;
        }
        Query query = collector.query(row, row.firstOf("query", "input"));
        String id = row.hasContent(PROMPT_ID) ? row.textNotBlank(PROMPT_ID) : "";
        Prompt prompt = prompt(row, id, texts);
        String field = row.firstOf("reward", "correct", "score");
        Value value = row.find(field).orElseThrow(() -> row.missing(List.of(field)));
        OptionalDouble likelihood =
                row.number("nll", 0, Double.MAX_VALUE, "It must be a number of at least 0.");
        OptionalDouble propensity =
                row.number(
                        "propensity",
                        Double.MIN_VALUE,
                        1,
                        "It must be a probability above 0, at most 1.");
        collector.add(
                new Experience(
                        query,
                        prompt,
                        List.of(row.score(field, value)),
                        likelihood,
                        propensity.orElse(1)),
                id);
        row.number("average", 0, 1, "It must be a number from 0 to 1.")
                .ifPresent(average -> collector.average(prompt, average));
    }

    private static Prompt prompt(RowFields row, String id, PromptTexts texts) {
        return row.has("prompt") || id.isEmpty()
                ? new Prompt(row.text("prompt"))
                : texts.prompt(id);
    }
}
