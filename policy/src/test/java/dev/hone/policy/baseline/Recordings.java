package dev.hone.policy.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Outcomes of a real model under real prompts, where they are at hand beside the repository; a
/// prompt's id stands for its text.
final class Recordings {

    static final Path FOLDER =
            Path.of(System.getProperty("hone.root", "."))
                    .resolve("../shared/data/replay/prompt_oirl");

    private static final Set<String> BY_HAND =
            Set.of("direct", "cot", "ape", "discussion", "tot", "decomp");

    private Recordings() {}

    /// @param all otherwise only the six prompts written by hand, which were tried on every query
    static OfflineDataset load(String name, boolean all) throws IOException {
        var json = new ObjectMapper();
        List<Experience> rows = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve(name + ".jsonl"))) {
            var node = json.readTree(line);
            var query = new Query(node.get("query_id").asText(), node.get("query").asText());
            node.get("rewards")
                    .properties()
                    .forEach(
                            entry -> {
                                if (all || BY_HAND.contains(entry.getKey())) {
                                    rows.add(experience(query, entry.getKey(), entry.getValue()));
                                }
                            });
        }
        return OfflineDataset.of(rows);
    }

    private static Experience experience(Query query, String prompt, JsonNode rewards) {
        List<Double> scores = new ArrayList<>();
        rewards.forEach(reward -> scores.add(reward.asDouble()));
        return Experience.of(query, new Prompt(prompt), scores);
    }
}
