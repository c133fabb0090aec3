package dev.hone.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Metric;
import dev.hone.Prediction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricSpecTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exact",
                "choice",
                "number",
                "number:round",
                "boolean",
                "f1",
                "rouge-l",
                "rouge-l:max",
                "bleu",
                "contains",
                "regex:^a:b$"
            })
    void aNameBecomesAMetricAndANameAgain(String name) {
        MetricSpec spec = MetricSpec.parse(" " + name + " ");
        assertThat(spec).hasToString(name);
        assertThat(spec.needsJudge()).isFalse();
        assertThat(spec.create(null)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "exakt;metric \"exakt\" is not known. Did you mean \"exact\"?",
                "accuracy;metric \"accuracy\" is not known. Known: exact, choice, number, boolean,"
                        + " f1, rouge-l, bleu, contains, regex, judge, java.",
                "exact:x;metric \"exact:x\" takes nothing after the colon. Write \"exact\".",
                "number:2;metric \"number:2\" is not known. Write \"number\" or \"number:round\".",
                "rouge-l:min;metric \"rouge-l:min\" is not known. Write \"rouge-l\" or"
                        + " \"rouge-l:max\".",
                "regex;metric \"regex\" needs a pattern, for example \"regex:^(yes|no)$\".",
                "regex:(;\"(\" is not a regular expression: Unclosed group at character 2.",
                "java:;metric \"java\" needs a class, for example \"java:com.example.MyMetric\".",
            })
    void aWrongNameSaysWhatIsRight(String name, String message) {
        assertThatThrownBy(() -> MetricSpec.parse(name))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void aJudgeNeedsAModel() {
        MetricSpec judge = MetricSpec.parse("judge");
        assertThat(judge.needsJudge()).isTrue();
        assertThatThrownBy(() -> judge.create(null))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("needs a model");
    }

    @Test
    void aUsersClassIsLoaded() {
        Metric metric = MetricSpec.parse("java:" + Length.class.getName()).create(null);
        assertThat(metric.score(Prediction.of("abcde"), Example.of("x", "?", "y"))).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.example.Missing|is not on the class path",
                "java.lang.String|does not implement dev.hone.Metric",
                "dev.hone.Metric|must be public and not abstract",
                "dev.hone.metric.ExactMatch|must be public and not abstract",
                "dev.hone.metric.MetricSpecTest$Demanding|needs a public constructor without"
                        + " parameters",
                "dev.hone.metric.MetricSpecTest$Broken|failed in its constructor:"
                        + " java.lang.IllegalStateException: no dictionary",
            })
    void aUsersClassThatCannotBeUsedIsExplained(String name, String message) {
        MetricSpec spec = MetricSpec.parse("java:" + name);
        assertThatThrownBy(() -> spec.create(null))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("java:" + name)
                .hasMessageContaining(message);
    }

    public static final class Length implements Metric {
        @Override
        public double score(Prediction prediction, Example example) {
            return Math.min(1, prediction.answer().length() / 10.0);
        }
    }

    public record Demanding(int size) implements Metric {
        @Override
        public double score(Prediction prediction, Example example) {
            return 0;
        }
    }

    public static final class Broken implements Metric {
        public Broken() {
            throw new IllegalStateException("no dictionary");
        }

        @Override
        public double score(Prediction prediction, Example example) {
            return 0;
        }
    }
}
