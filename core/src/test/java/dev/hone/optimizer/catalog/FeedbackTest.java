package dev.hone.optimizer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Example;
import dev.hone.Metric;
import dev.hone.Prediction;
import dev.hone.Task;
import dev.hone.optimizer.search.Algorithm;
import dev.hone.optimizer.search.Scripted;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a metric says of an answer reaches every algorithm that reflects on mistakes.
class FeedbackTest {

    private static final Metric SILENT =
            (prediction, example) -> prediction.answer().equals(example.target()) ? 1 : 0;

    private static final Metric OUTSPOKEN =
            new Metric() {
                @Override
                public double score(Prediction prediction, Example example) {
                    return SILENT.score(prediction, example);
                }

                @Override
                public ScoreWithFeedback scoreWithFeedback(Prediction p, Example example) {
                    return new ScoreWithFeedback(
                            score(p, example), "never no for " + example.input());
                }
            };

    private static List<String> asked(String algorithm, String options, Metric metric) {
        Scripted scripted = Scripted.of(Collections.nCopies(50, List.of("<START>Better 60<END>")));
        Task task = Scripted.task(8);
        scripted.search(
                parsed(algorithm, options),
                new Task(
                        task.name(),
                        task.splits(),
                        task.template(),
                        task.demonstrations(),
                        task.extraction(),
                        task.reader(),
                        metric,
                        task.protocol()));
        return scripted.optimizerRequests.stream()
                .flatMap(request -> request.messages().stream())
                .map(message -> message.text())
                .toList();
    }

    private static Algorithm parsed(String algorithm, String options) {
        Map<String, String> values =
                Arrays.stream(options.split(" "))
                        .map(option -> option.split("="))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return Algorithms.parse(algorithm, "default", values);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    gpo  | steps=1 candidates=1 reflection=true   | Right output:\\nyes\\nFeedback:
                    apo  | steps=1 beam=1 errors=8 paraphrases=0  | Right output:\\nyes\\nFeedback:
                    gepa | steps=1 minibatch=8                    | expected output is:\\nyes
                    pe2  | steps=1 batch=8                        | Right answer: yes\\nFeedback:
                    """)
    void aReflectionShowsItBesideTheWrongAnswer(String algorithm, String options, String before) {
        String said = before.replace("\\n", "\n") + (algorithm.equals("pe2") ? " " : "\n");

        List<String> questions = asked(algorithm, options, OUTSPOKEN);

        assertThat(questions).anyMatch(text -> text.contains(said + "never no for 7"));
        List<String> without =
                questions.stream()
                        .map(text -> text.replaceAll("\n(Feedback:\\s)?never no for \\d", ""))
                        .toList();
        assertThat(without).isEqualTo(asked(algorithm, options, SILENT));
    }
}
