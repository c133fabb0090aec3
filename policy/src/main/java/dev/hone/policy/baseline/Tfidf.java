package dev.hone.policy.baseline;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Texts as vectors of their words and pairs of neighbouring words, weighted by how rare these are:
/// sublinear term frequency `1 + ln tf`, smoothed inverse document frequency `ln((1 + n) / (1 +
/// df)) + 1`, length 1. Terms that occur in one text only are left out.
///
/// The words are in lower case. Numbers are words, with their decimal point, and so is every
/// punctuation mark. As scikit-learn's `TfidfVectorizer(ngram_range=(1, 2), min_df=2,
/// sublinear_tf=True)` with the same pattern.
///
/// With [#ofTermsAndKinds] a word that is no term of its own counts as one of its kind, a number or
/// a word of letters, as parsers treat words they have never seen: short queries share few words.
/// Immutable.
public final class Tfidf {

    private static final Pattern WORD =
            Pattern.compile("\\b\\w[\\w.]*\\b|\\S", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int FEWEST_TEXTS = 2;
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d.]*");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}+");

    private final Map<String, Integer> vocabulary;
    private final double[] rarity;

    private Tfidf(Map<String, Integer> vocabulary, double[] rarity) {
        this.vocabulary = vocabulary;
        this.rarity = rarity;
    }

    /// Takes the terms and how rare they are from texts.
    public static Tfidf of(Collection<String> texts) {
        return of(frequencies(texts), texts.size());
    }

    /// As [#of]; the kinds of the words that occur in one text only are terms as well.
    public static Tfidf ofTermsAndKinds(Collection<String> texts) {
        Map<String, Integer> frequencies = frequencies(texts);
        Map<String, Integer> kinds = new TreeMap<>();
        for (String text : texts) {
            words(text).stream()
                    .filter(word -> !frequencies.containsKey(word))
                    .map(Tfidf::kind)
                    .distinct()
                    .forEach(kind -> kinds.merge(kind, 1, Integer::sum));
        }
        kinds.values().removeIf(frequency -> frequency < FEWEST_TEXTS);
        frequencies.putAll(kinds);
        return of(frequencies, texts.size());
    }

    private static Map<String, Integer> frequencies(Collection<String> texts) {
        Map<String, Integer> frequencies = new TreeMap<>();
        for (String text : texts) {
            new HashSet<>(terms(text)).forEach(term -> frequencies.merge(term, 1, Integer::sum));
        }
        frequencies.values().removeIf(frequency -> frequency < FEWEST_TEXTS);
        return frequencies;
    }

    private static Tfidf of(Map<String, Integer> frequencies, int texts) {
        Map<String, Integer> vocabulary = new HashMap<>();
        double[] rarity = new double[frequencies.size()];
        frequencies.forEach(
                (term, frequency) -> {
                    rarity[vocabulary.size()] =
                            StrictMath.log((1.0 + texts) / (1.0 + frequency)) + 1;
                    vocabulary.put(term, vocabulary.size());
                });
        return new Tfidf(vocabulary, rarity);
    }

    /// The same vectors as those of the instance whose terms these are.
    ///
    /// @param rarities by term, in the order of the components
    public static Tfidf ofRarities(Map<String, Double> rarities) {
        Map<String, Integer> vocabulary = new HashMap<>();
        double[] rarity = new double[rarities.size()];
        rarities.forEach(
                (term, value) -> {
                    rarity[vocabulary.size()] = value;
                    vocabulary.put(term, vocabulary.size());
                });
        return new Tfidf(vocabulary, rarity);
    }

    /// The inverse document frequency of every term, in the order of the components.
    public Map<String, Double> rarities() {
        String[] terms = new String[rarity.length];
        vocabulary.forEach((term, index) -> terms[index] = term);
        Map<String, Double> rarities = new LinkedHashMap<>();
        for (int i = 0; i < terms.length; i++) {
            rarities.put(terms[i], rarity[i]);
        }
        return rarities;
    }

    /// Components of the vectors.
    public int size() {
        return rarity.length;
    }

    /// Of length 1, or 0 for a text without any known term.
    public SparseVector vector(String text) {
        Map<Integer, Integer> counts = new TreeMap<>();
        Stream<String> strange =
                words(text).stream().filter(word -> !vocabulary.containsKey(word)).map(Tfidf::kind);
        Stream.concat(terms(text).stream(), strange)
                .map(vocabulary::get)
                .filter(Objects::nonNull)
                .forEach(index -> counts.merge(index, 1, Integer::sum));
        int[] indices = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
        double[] values =
                counts.entrySet().stream()
                        .mapToDouble(
                                entry ->
                                        (1 + StrictMath.log(entry.getValue()))
                                                * rarity[entry.getKey()])
                        .toArray();
        double length = Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
        return new SparseVector(
                indices, Arrays.stream(values).map(value -> value / length).toArray());
    }

    /// In capitals, which no term of a text has.
    private static String kind(String word) {
        if (NUMBER.matcher(word).matches()) {
            return "NUMBER";
        }
        return LETTERS.matcher(word).matches() ? "LETTERS" : "OTHER";
    }

    private static List<String> words(String text) {
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        return matcher.results().map(MatchResult::group).toList();
    }

    static List<String> terms(String text) {
        List<String> words = words(text);
        Stream<String> pairs =
                Stream.iterate(1, i -> i < words.size(), i -> i + 1)
                        .map(i -> words.get(i - 1) + " " + words.get(i));
        return Stream.concat(words.stream(), pairs).toList();
    }
}
