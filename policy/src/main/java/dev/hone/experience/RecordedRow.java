package dev.hone.experience;

import dev.hone.data.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A row that holds the scores of one query under several prompts.
final class RecordedRow {

    static final String REWARDS = "rewards";

    private RecordedRow() {}

    static void read(RowFields row, PromptTexts texts, ExperienceCollector collector) {
        if (!collector.wants(row)) {
            return;
        }
        Query query = collector.query(row, "query");
        Value value = row.find(REWARDS).orElseThrow(() -> row.missing(List.of(REWARDS)));
        if (!(value instanceof Value.Nested rewards) || rewards.fields().isEmpty()) {
            throw row.problem(
                    REWARDS,
                    value,
                    "It must be an object with a score, or a list of scores, for each prompt id."
                            + " Where a file cannot hold one, write a row for each query and"
                            + " prompt: query, prompt, reward.");
        }
        for (Map.Entry<String, Value> entry : rewards.fields().entrySet()) {
            String id = entry.getKey();
            collector.add(
                    Experience.of(query, texts.prompt(id), scores(row, id, entry.getValue())), id);
        }
    }

    private static List<Double> scores(RowFields row, String id, Value value) {
        String field = REWARDS + "." + id;
        if (!(value instanceof Value.Many many)) {
            return List.of(row.score(field, value));
        }
        if (many.values().isEmpty()) {
            throw row.problem(field, value, "It must hold at least one score.");
        }
        List<Double> scores = new ArrayList<>(many.values().size());
        for (Value score : many.values()) {
            scores.add(row.score(field, score));
        }
        return scores;
    }
}
