package dev.hone.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.AnswerReader;
import dev.hone.Example;
import dev.hone.Metric;
import dev.hone.Prediction;
import dev.hone.answer.AnswerReaders;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// A model that answers with the target gets full marks, on every row of GPO's benchmarks, under
/// each way of reading and scoring that a user would choose for it.
class BenchmarkTargetsTest {

    @ParameterizedTest(name = "{0} read as {2} and scored by {3}")
    @CsvSource({
        "bbh/boolean_expressions.jsonl, 150, boolean gpo:boolean last-line, boolean exact, 0",
        "bbh/causal_judgement.jsonl, 112, boolean gpo:boolean last-line, boolean exact, 0",
        "bbh/date_understanding.jsonl, 150, choice gpo:choice last-line, choice exact, 0",
        "bbh/disambiguation_qa.jsonl, 150, choice gpo:choice last-line, choice exact, 0",
        "bbh/dyck_languages.jsonl, 150, last-line gpo:brackets, exact, 0",
        "bbh/formal_fallacies.jsonl, 150, boolean gpo:boolean last-line, boolean exact, 0",
        "bbh/geometric_shapes.jsonl, 150, choice gpo:choice last-line, choice exact, 0",
        "bbh/hyperbaton.jsonl, 150, choice gpo:choice last-line, choice exact, 0",
        "bbh/logical_deduction_five_objects.jsonl, 150, choice gpo:choice, choice exact, 0",
        "bbh/logical_deduction_seven_objects.jsonl, 150, choice gpo:choice, choice exact, 0",
        "bbh/logical_deduction_three_objects.jsonl, 150, choice gpo:choice, choice exact, 0",
        "bbh/movie_recommendation.jsonl, 150, choice gpo:choice last-line, choice exact, 0",
        "bbh/multistep_arithmetic_two.jsonl, 150, number gpo:number last-line, number exact, 0",
        "bbh/navigate.jsonl, 150, boolean gpo:boolean last-line, boolean exact, 0",
        "bbh/object_counting.jsonl, 150, number gpo:number last-line, number exact, 0",
        "bbh/penguins_in_a_table.jsonl, 87, choice gpo:choice last-line, choice exact, 0",
        "bbh/reasoning_about_colored_objects.jsonl, 150, choice gpo:choice, choice exact, 0",
        // Two targets are the text of an option where all others are letters.
        "bbh/ruin_names.jsonl, 150, choice, choice exact, 2",
        "bbh/ruin_names.jsonl, 150, gpo:choice last-line, choice exact, 0",
        "bbh/salient_translation_error_detection.jsonl, 150, choice gpo:choice, choice exact, 0",
        "bbh/snarks.jsonl, 106, choice gpo:choice last-line, choice exact, 0",
        "bbh/sports_understanding.jsonl, 150, boolean gpo:boolean last-line, boolean exact, 0",
        "bbh/temporal_sequences.jsonl, 150, choice gpo:choice last-line, choice exact, 0",
        "bbh/tracking_shuffled_objects_five_objects.jsonl, 150, choice gpo:choice, choice exact, 0",
        "bbh/tracking_shuffled_objects_seven_objects.jsonl, 150, choice gpo:choice,"
                + " choice exact, 0",
        "bbh/tracking_shuffled_objects_three_objects.jsonl, 150, choice gpo:choice,"
                + " choice exact, 0",
        "bbh/web_of_lies.jsonl, 150, boolean gpo:boolean last-line, boolean exact, 0",
        "bbh/word_sorting.jsonl, 150, last-line gpo:words, exact, 0",
        "mmlu/train.jsonl, 1140, choice gpo:choice last-line, choice exact, 0",
        "mmlu/validation.jsonl, 1140, choice gpo:choice last-line, choice exact, 0",
        "mmlu/test.jsonl, 2042, choice gpo:choice last-line, choice exact, 0",
        "mmlu/few_shot.jsonl, 228, choice gpo:choice last-line, choice exact, 0",
        "gsm8k/train.jsonl, 2000, number gpo:number last-line, number number:round exact, 0",
        "gsm8k/test.jsonl, 700, number gpo:number last-line, number number:round exact, 0",
        "wsc/train.jsonl, 50, choice gpo:choice last-line, choice exact, 0",
        "wsc/validation.jsonl, 50, choice gpo:choice last-line, choice exact, 0",
        "wsc/test.jsonl, 90, choice gpo:choice last-line, choice exact, 0",
        "wsc/few_shot.jsonl, 10, choice gpo:choice last-line, choice exact, 0",
        "webnlg/train.jsonl, 100, whole, rouge-l:max f1 bleu exact contains, 0",
        "webnlg/validation.jsonl, 100, whole, rouge-l:max f1 bleu exact contains, 0",
        "webnlg/test.jsonl, 180, whole, rouge-l:max f1 bleu exact contains, 0",
        "webnlg/few_shot.jsonl, 5, whole, rouge-l:max f1 bleu exact contains, 0",
    })
    void theTargetIsRight(
            String file, int rows, String readers, String metrics, int expectedExceptions) {
        List<Example> examples = SharedData.examples(file);
        assertThat(examples).hasSize(rows);
        for (String readerName : readers.split(" ", -1)) {
            for (String metricName : metrics.split(" ", -1)) {
                AnswerReader reader = AnswerReaders.parse(readerName);
                Metric metric = MetricSpec.parse(metricName).create(null);
                List<String> wrong =
                        examples.stream()
                                .filter(example -> scoreOfTarget(reader, metric, example) != 1)
                                .map(Example::id)
                                .toList();
                assertThat(wrong)
                        .as("%s with %s and %s", file, readerName, metricName)
                        .hasSize(expectedExceptions);
            }
        }
    }

    private static double scoreOfTarget(AnswerReader reader, Metric metric, Example example) {
        String target = example.target();
        return metric.score(new Prediction(target, reader.read(target, example), false), example);
    }

    @Test
    void meanRougeOfATargetIsOneWhereItIsTheOnlyReference() {
        Metric metric = Metrics.rougeL();
        for (Example example : SharedData.examples("webnlg/test.jsonl")) {
            double score = metric.score(Prediction.of(example.target()), example);
            assertThat(score).as(example.id()).isGreaterThan(0).isLessThanOrEqualTo(1);
            assertThat(score == 1)
                    .as(example.id())
                    .isEqualTo(example.references().stream().distinct().count() == 1);
        }
    }
}
