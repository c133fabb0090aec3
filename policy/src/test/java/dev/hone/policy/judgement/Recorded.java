package dev.hone.policy.judgement;

import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;

import java.util.ArrayList;
import java.util.List;

/// Experiences written as `query prompt scores`, a line for each, one digit a score: `0` wrong, `1`
/// right.
public final class Recorded {

    private Recorded() {}

    public static OfflineDataset of(String... lines) {
        List<Experience> rows = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" ");
            rows.add(
                    Experience.of(
                            query(parts[0]),
                            new Prompt(parts[1]),
                            parts[2].chars().mapToObj(c -> (double) (c - '0')).toList()));
        }
        return OfflineDataset.of(rows);
    }

    public static Query query(String id) {
        return new Query(id, "Question " + id);
    }
}
