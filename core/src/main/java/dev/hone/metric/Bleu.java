package dev.hone.metric;

import dev.hone.Example;
import dev.hone.Metric;
import dev.hone.Prediction;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sentence BLEU-4 as sacreBLEU computes it by default (`sentence_bleu`, signature
/// `case:mixed|eff:yes|tok:13a|smooth:exp`), on the scale 0 to 1: the geometric mean of the clipped
/// n-gram precisions up to n = 4, or up to the longest n-gram the answer has, times the brevity
/// penalty against the reference nearest in length. Exponential smoothing counts the k-th precision
/// without a match as 1 / (2^k * n-grams).
record Bleu() implements Metric {

    private static final int MAX_ORDER = 4;

    @Override
    public double score(Prediction prediction, Example example) {
        List<String> answer = BleuTokens.of(prediction.answer());
        List<List<String>> references = example.references().stream().map(BleuTokens::of).toList();
        double logSum = 0;
        double smoothing = 1;
        int orders = Math.min(MAX_ORDER, answer.size());
        boolean matched = false;
        for (int n = 1; n <= orders; n++) {
            int total = answer.size() - n + 1;
            int matches = matches(answer, references, n);
            matched |= matches > 0;
            if (matches == 0) {
                smoothing *= 2;
            }
            logSum += Math.log(matches == 0 ? 1 / (smoothing * total) : (double) matches / total);
        }
        // Rounding may lift a perfect answer a hair above 1.
        return matched
                ? Math.min(1, brevityPenalty(answer, references) * Math.exp(logSum / orders))
                : 0;
    }

    private static int matches(List<String> answer, List<List<String>> references, int n) {
        Map<List<String>, Integer> allowed = new HashMap<>();
        for (List<String> reference : references) {
            counts(reference, n).forEach((gram, count) -> allowed.merge(gram, count, Math::max));
        }
        int matches = 0;
        for (Map.Entry<List<String>, Integer> gram : counts(answer, n).entrySet()) {
            matches += Math.min(gram.getValue(), allowed.getOrDefault(gram.getKey(), 0));
        }
        return matches;
    }

    private static Map<List<String>, Integer> counts(List<String> tokens, int n) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (int i = 0; i + n <= tokens.size(); i++) {
            counts.merge(tokens.subList(i, i + n), 1, Integer::sum);
        }
        return counts;
    }

    private static double brevityPenalty(List<String> answer, List<List<String>> references) {
        int length = answer.size();
        int nearest =
                references.stream()
                        .map(List::size)
                        .min(
                                Comparator.<Integer>comparingInt(size -> Math.abs(size - length))
                                        .thenComparing(Comparator.naturalOrder()))
                        .orElseThrow();
        return length >= nearest ? 1 : Math.exp(1 - (double) nearest / length);
    }
}
