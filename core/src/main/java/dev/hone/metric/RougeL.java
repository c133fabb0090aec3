package dev.hone.metric;

import dev.hone.Example;
import dev.hone.Metric;
import dev.hone.Prediction;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// ROUGE-L on summary level, F with equal weights, as the Python package `rouge` 1.0.1 computes it,
/// which GPO's evaluation of WebNLG uses: sentences end at every full stop, words at white space,
/// case and punctuation count, and repeated words count once.
///
/// With C the answer's sentences, `union` the words of all longest common subsequences of a
/// reference sentence and a sentence of C, and words counted as sets:
///
/// ```
/// overlap   = |union over all pairs of sentences|
/// recall    = overlap / |words of the reference|
/// precision = overlap / |words of the answer|
/// F         = 2 * precision * recall / (precision + recall)
/// ```
///
/// The package adds 1e-8 to the last denominator and fails on an empty answer; here equal texts
/// score exactly 1 and an empty answer 0. Of longer texts the first [#MAX_WORDS] words count.
///
/// @param best whether the best reference counts, instead of the mean over all
record RougeL(boolean best) implements Metric {

    /// Time grows with the product of both lengths.
    static final int MAX_WORDS = 4_096;

    private static final Pattern FULL_STOP = Pattern.compile("\\.");
    private static final Pattern SPACE = Pattern.compile("(?U)[\\s\\x1C-\\x1F]+");

    @Override
    public double score(Prediction prediction, Example example) {
        List<List<String>> answer = sentences(prediction.answer());
        DoubleSummaryStatistics scores =
                example.references().stream()
                        .mapToDouble(reference -> f(answer, sentences(reference)))
                        .summaryStatistics();
        return best ? scores.getMax() : scores.getAverage();
    }

    private static double f(List<List<String>> answer, List<List<String>> reference) {
        Set<String> answerWords = words(answer);
        Set<String> referenceWords = words(reference);
        if (answerWords.isEmpty() || referenceWords.isEmpty()) {
            return 0;
        }
        Set<String> union = new HashSet<>();
        for (List<String> gold : reference) {
            for (List<String> said : answer) {
                union.addAll(LongestCommonSubsequence.of(gold, said));
            }
        }
        return 2.0 * union.size() / (answerWords.size() + referenceWords.size());
    }

    private static Set<String> words(List<List<String>> sentences) {
        Set<String> words = new HashSet<>();
        sentences.forEach(words::addAll);
        return words;
    }

    private static List<List<String>> sentences(String text) {
        List<List<String>> sentences = new ArrayList<>();
        int left = MAX_WORDS;
        for (String sentence : FULL_STOP.splitAsStream(text).toList()) {
            if (!sentence.isEmpty()) {
                List<String> words = wordsOf(sentence).stream().limit(left).toList();
                left -= words.size();
                sentences.add(words);
            }
        }
        return sentences;
    }

    /// A sentence of white space alone has one word, the empty one, as in the package.
    private static List<String> wordsOf(String sentence) {
        List<String> words =
                Stream.of(SPACE.split(sentence)).filter(word -> !word.isEmpty()).toList();
        return words.isEmpty() ? List.of("") : words;
    }
}
