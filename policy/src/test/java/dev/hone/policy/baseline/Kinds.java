package dev.hone.policy.baseline;

import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.run.RandomStreams;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Queries of three kinds, told apart by a word, under three prompts, each answered three times.
final class Kinds {

    private static final List<String> WORDS = List.of("count", "translate", "spell");
    private static final List<String> OTHERS =
            List.of("red", "green", "seven", "house", "river", "apple", "stone", "cloud");

    private Kinds() {}

    /// Each kind needs a prompt of its own: 90 % right under it, 20 % under the others.
    static OfflineDataset needingPromptsOfTheirOwn(int queries, long seed) {
        return of(queries, seed, 0.9, 0.2);
    }

    /// No prompt is better than another.
    static OfflineDataset ofNoise(int queries, long seed) {
        return of(queries, seed, 0.5, 0.5);
    }

    private static OfflineDataset of(int queries, long seed, double fitting, double other) {
        RandomGenerator random = new RandomStreams(seed).stream("kinds");
        List<Experience> rows = new ArrayList<>();
        for (int i = 0; i < queries; i++) {
            int kind = random.nextInt(WORDS.size());
            var query = new Query("q" + i, text(kind, random));
            for (int prompt = 0; prompt < WORDS.size(); prompt++) {
                double rate = prompt == kind ? fitting : other;
                List<Double> scores = new ArrayList<>();
                for (int repeat = 0; repeat < 3; repeat++) {
                    scores.add(random.nextDouble() < rate ? 1.0 : 0);
                }
                rows.add(Experience.of(query, new Prompt("prompt " + prompt), scores));
            }
        }
        return OfflineDataset.of(rows);
    }

    private static String text(int kind, RandomGenerator random) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            words.add(OTHERS.get(random.nextInt(OTHERS.size())));
        }
        words.set(random.nextInt(words.size()), WORDS.get(kind));
        return String.join(" ", words) + "?";
    }
}
