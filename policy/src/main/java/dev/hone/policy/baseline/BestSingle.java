package dev.hone.policy.baseline;

import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;

import java.util.LinkedHashMap;
import java.util.Map;

/// The one prompt that is best for all queries: what a search for a prompt gives, and what a policy
/// has to beat.
public final class BestSingle {

    /// Share of the queries on which a prompt must have been tried. The means of prompts that were
    /// tried on few, maybe easy, queries cannot be compared with the others.
    private static final double LEAST_COVERAGE = 0.9;

    private BestSingle() {}

    /// The prompt with the highest mean score over the queries, each weighing the same, among the
    /// prompts that were tried on 90 % of the queries, or, where no prompt was, on as many as the
    /// one tried most. Of equal ones the first.
    ///
    /// @param training not empty
    public static Prompt of(OfflineDataset training) {
        Map<Prompt, Tally> tallies = new LinkedHashMap<>();
        training.prompts().forEach(prompt -> tallies.put(prompt, Tally.NONE));
        for (Experience experience : training.experiences()) {
            tallies.computeIfPresent(
                    experience.prompt(), (prompt, tally) -> tally.plus(experience.score()));
        }
        int most = tallies.values().stream().mapToInt(Tally::queries).max().orElseThrow();
        double enough = Math.min(most, LEAST_COVERAGE * training.queries().size());
        Prompt best = training.prompts().getFirst();
        double highest = -1;
        for (Map.Entry<Prompt, Tally> entry : tallies.entrySet()) {
            Tally tally = entry.getValue();
            if (tally.queries() >= enough && tally.mean() > highest) {
                best = entry.getKey();
                highest = tally.mean();
            }
        }
        return best;
    }

    private record Tally(int queries, double sum) {

        static final Tally NONE = new Tally(0, 0);

        Tally plus(double score) {
            return new Tally(queries + 1, sum + score);
        }

        double mean() {
            return sum / queries;
        }
    }
}
