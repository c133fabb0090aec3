package dev.hone.metric;

import dev.hone.Example;
import dev.hone.Metric;
import dev.hone.Prediction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The harmonic mean of precision and recall over the words of answer and reference, counted with
/// their repetitions; the best over the references (SQuAD, official evaluation). Case, punctuation
/// and the articles a, an and the do not count. Two texts without words score 1, one 0.
record TokenF1() implements Metric {

    private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");
    private static final Pattern ARTICLE = Pattern.compile("(?U)\\b(?:a|an|the)\\b");
    private static final Pattern SPACE = Pattern.compile(" +");

    @Override
    public double score(Prediction prediction, Example example) {
        List<String> answer = words(prediction.answer());
        return example.references().stream()
                .mapToDouble(reference -> f1(answer, words(reference)))
                .max()
                .orElseThrow();
    }

    private static List<String> words(String text) {
        String unpunctuated = PUNCTUATION.matcher(Wording.of(text)).replaceAll("");
        String bare = ARTICLE.matcher(unpunctuated).replaceAll(" ");
        return Stream.of(SPACE.split(bare)).filter(word -> !word.isEmpty()).toList();
    }

    private static double f1(List<String> answer, List<String> reference) {
        if (answer.isEmpty() || reference.isEmpty()) {
            return answer.equals(reference) ? 1 : 0;
        }
        Map<String, Integer> left = new HashMap<>();
        reference.forEach(word -> left.merge(word, 1, Integer::sum));
        int common = 0;
        for (String word : answer) {
            int count = left.getOrDefault(word, 0);
            if (count > 0) {
                common++;
                left.put(word, count - 1);
            }
        }
        return 2.0 * common / (answer.size() + reference.size());
    }
}
