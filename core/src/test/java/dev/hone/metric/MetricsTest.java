package dev.hone.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.Example;
import dev.hone.Metric;
import dev.hone.Prediction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class MetricsTest {

    private static double score(String metric, String answer, String... references) {
        return score(MetricSpec.parse(metric).create(null), answer, references);
    }

    private static double score(Metric metric, String answer, String... references) {
        Example example = new Example("x", "?", List.of(references), List.of(), Map.of());
        return metric.score(Prediction.of(answer), example);
    }

    private static double choice(String answer, String target, String input, String... choices) {
        Example example = new Example("x", input, List.of(target), List.of(choices), Map.of());
        return Metrics.choice().score(Prediction.of(answer), example);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exact|Paris|paris|1",
                "exact| Paris. |Paris|1",
                "exact|New   York|new york|1",
                "exact|(a)|A|1",
                "exact|l-a-h-y|lahy|1",
                "exact|Paris, France|Paris|0",
                "exact|''|Paris|0",
                "exact|.|''|0",
                "exact|''|''|1",
                "exact|cafe\u0301|caf\u00e9|1",
                "exact|İstanbul|istanbul|0",
                "exact|] )|] )|1",
                "exact|] )|) ]|0",
                "exact|1.5|15|0",
                "exact|-5|5|0",
                "exact|5.|5|1",
                "exact|50%|50|1",
                "exact|1,000|1000|0",
                "exact|true|Yes|1",
                "exact|1|valid|1",
                "exact|0|No|1",
                "exact|False|invalid|1",
                "exact|yes|True|0",
                "exact|false|yes|0",
                "number|1,000|1000|1",
                "number|$1,000.00|1000|1",
                "number|1000|1,000|1",
                "number|3.0|3|1",
                "number|-5|5|0",
                "number|-5|-5.00|1",
                "number|2.6|3|0",
                "number|''|3|0",
                "number|three|3|0",
                "number|x|y|0",
                "number:round|2.6|3|1",
                "number:round|2.5|2|1",
                "number:round|3.5|4|1",
                "number:round|-0.4|0|1",
                "number:round|2.4|3|0",
                "number:round|''|0|0",
                "boolean|yes|Yes|1",
                "boolean|True|yes|1",
                "boolean|valid.|True|1",
                "boolean|not valid|False|1",
                "boolean|No, it does not|no|1",
                "boolean|maybe|no|0",
                "boolean|''|no|0",
                "boolean|blue|blue|1",
                "choice|(A)|A|1",
                "choice|a|(A)|1",
                "choice|(B)|(A)|0",
                "choice|''|(A)|0",
                "contains|It is Paris, of course|paris|1",
                "contains|15|5|0",
                "contains|15 or 5|5|1",
                "contains|25 5|5|1",
                "contains|anything|''|0",
                "contains|''|''|1",
                "regex:^[a-z]+$|abc|x|1",
                "regex:^[a-z]+$|a1|x|0",
                "regex:(a+)+$|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab|x|0",
            })
    void anAnswerIsRightOrWrong(String metric, String answer, String gold, double score) {
        assertThat(score(metric, answer, gold)).isEqualTo(score);
    }

    @Test
    void anyReferenceWillDoForMetricsOfRightAndWrong() {
        assertThat(score("exact", "b", "a", "b")).isEqualTo(1);
        assertThat(score("number", "2.0", "1", "2")).isEqualTo(1);
        assertThat(score("boolean", "no", "yes", "false")).isEqualTo(1);
        assertThat(score("choice", "(B)", "(A)", "(B)")).isEqualTo(1);
        assertThat(score("contains", "a dog", "cat", "dog")).isEqualTo(1);
    }

    @Test
    void aChoiceMayBeWrittenOut() {
        String input = "Who?\n(A) the cat\n(B) the dog";
        assertThat(choice("The dog!", "(B)", input, "(A)", "(B)")).isEqualTo(1);
        assertThat(choice("B) the dog", "(B)", input, "(A)", "(B)")).isEqualTo(1);
        assertThat(choice("(B)", "dog", "Who?", "cat", "dog")).isEqualTo(1);
        assertThat(choice("the dog", "dog", "Who?", "cat", "dog")).isEqualTo(1);
        assertThat(choice("cat or dog?", "cat", "Who?", "cat", "dog")).isEqualTo(0);
    }

    @Test
    void aTargetThatIsNoOptionHasToBeMetInFull() {
        String input = "Which?\n(A) dearth\n(B) wind";
        assertThat(choice("(A)", "dearth, wind", input, "(A)", "(B)")).isEqualTo(0);
        assertThat(choice("Dearth, wind.", "dearth, wind", input, "(A)", "(B)")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The cat sat.|a cat sat|1",
                "the big cat|the cat|0.6666666666666666",
                "cat cat|cat|0.6666666666666666",
                "dog|cat|0",
                "''|cat|0",
                "the|a|1",
                "Zoë's café|zoës café|1",
            })
    void f1CountsWordsAsSquadDoes(String answer, String gold, double score) {
        assertThat(score("f1", answer, gold)).isCloseTo(score, within(1e-15));
    }

    @Test
    void f1TakesTheBestReference() {
        assertThat(score("f1", "big cat", "dog", "big cat")).isEqualTo(1);
    }

    /// The values of the Python package `rouge` 1.0.1, which has 1e-8 in a denominator.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the cat sat on the mat|the cat lay on the mat|0.7999999950000002",
                "Ada Lovelace was born in London. She wrote programs.|Ada Lovelace, born in London,"
                        + " wrote programs.|0.6249999950781252",
                "She wrote programs. Ada was born in London.|Ada was born in London. She wrote the"
                        + " first programs.|0.8888888839506174",
                "A a a b|a b b c|0.6666666616666668",
                "no words in common|entirely other text|0",
                "one. . two|one two|0.7999999952000001",
                "The tower is 3.5 metres high.|The tower is 3.5 m high.|0.8571428521428571",
                "naïve café|naïve café opened in 1999|0.5714285673469389",
            })
    void rougeLIsThatOfThePythonPackage(String answer, String gold, double score) {
        assertThat(score("rouge-l", answer, gold)).isCloseTo(score, within(1e-8));
    }

    @Test
    void rougeLIsTheMeanOverReferencesOrTheBest() {
        assertThat(score("rouge-l", "a b", "a b", "c d")).isEqualTo(0.5);
        assertThat(score("rouge-l:max", "a b", "a b", "c d")).isEqualTo(1);
    }

    @Test
    void rougeLOfNothingIsZero() {
        assertThat(score("rouge-l", "", "a b")).isZero();
        assertThat(score("rouge-l", "...", "a b")).isZero();
        assertThat(score("rouge-l", "a", "")).isZero();
    }

    @Test
    void rougeLOfHugeTextsCountsTheirBeginning() {
        String huge = "word other ".repeat(20_000);
        assertThat(score("rouge-l", huge, huge)).isEqualTo(1);
    }

    /// The values of `sacrebleu.sentence_bleu`, divided by 100.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the cat sat on the mat|the cat lay on the mat|0.3799178428257963",
                "Hello, world!|Hello, world!|1",
                "Paris|Paris is the capital of France.|0.0024787521766663594",
                "It costs $3,500.50 - roughly.|It costs roughly $3,500.50.|0.20556680845025987",
                "R&amp;D spending rose 5-fold|R&D spending rose 5-fold|1",
                "nothing alike|entirely other text|0",
                "''|some text|0",
            })
    void bleuIsThatOfSacreBleu(String answer, String gold, double score) {
        assertThat(score("bleu", answer, gold)).isCloseTo(score, within(1e-12));
    }

    @Test
    void bleuCountsReferencesTogether() {
        assertThat(
                        score(
                                "bleu",
                                "the cat sat on the mat",
                                "a cat sat on the mat",
                                "the cat was on the mat today"))
                .isCloseTo(0.8408964152537145, within(1e-12));
        assertThat(
                        score(
                                "bleu",
                                "the the the the the the the",
                                "the cat is on the mat",
                                "there is a cat on the mat"))
                .isCloseTo(0.07809849842300637, within(1e-12));
    }
}
