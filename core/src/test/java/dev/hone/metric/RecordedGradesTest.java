package dev.hone.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.hone.AnswerReader;
import dev.hone.Example;
import dev.hone.Metric;
import dev.hone.Prediction;
import dev.hone.answer.AnswerReaders;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Our readers and metrics against the grades that others gave to real completions. Every
/// difference is explained: it falls under a cause, and each cause is counted.
class RecordedGradesTest {

    /// What a user would write in the task file.
    record Setting(String answer, String metric) {}

    /// A completion that we grade unlike the recording.
    ///
    /// @param task `<data set>/<prompt>`
    record Difference(
            String task,
            String completion,
            String recordedPrediction,
            String gold,
            String answer,
            double ours) {

        boolean isOf(String... tasks) {
            return Set.of(tasks).contains(task);
        }
    }

    private static final Set<String> BBH_BOOLEAN =
            Set.of(
                    "boolean_expressions",
                    "causal_judgement",
                    "formal_fallacies",
                    "navigate",
                    "sports_understanding",
                    "web_of_lies");
    private static final Set<String> BBH_NUMBER =
            Set.of("object_counting", "multistep_arithmetic_two");
    private static final Set<String> BBH_TEXT = Set.of("dyck_languages", "word_sorting");

    private static final Map<String, Setting> ZERO_SHOT =
            Map.of(
                    "addsub", new Setting("number", "number"),
                    "aqua", new Setting("choice", "choice"),
                    "coin_flip", new Setting("boolean", "boolean"),
                    "commonsensqa", new Setting("choice", "choice"),
                    "gsm8k", new Setting("number", "number"),
                    "last_letters", new Setting("last-line", "exact"),
                    "multiarith", new Setting("number", "number"),
                    "singleeq", new Setting("number", "number"),
                    "svamp", new Setting("number", "number"));

    @Test
    void bigBenchHardIsGradedAsRecordedWithoutException() {
        Function<String, Setting> setting =
                task -> new Setting(task.endsWith("/cot") ? "last-line" : "whole", "exact");
        assertThat(bigBenchHard(setting)).isEmpty();
    }

    @Test
    void bigBenchHardReadByKindOfAnswerDiffersOnlyWhereTheChainWasCutOff() {
        Function<String, Setting> setting =
                task -> {
                    String name = task.substring(0, task.indexOf('/'));
                    if (BBH_BOOLEAN.contains(name)) {
                        return new Setting("boolean", "boolean");
                    }
                    if (BBH_NUMBER.contains(name)) {
                        return new Setting("number", "number");
                    }
                    return BBH_TEXT.contains(name)
                            ? new Setting("last-line", "exact")
                            : new Setting("choice", "choice");
                };
        Map<String, Predicate<Difference>> causes = new LinkedHashMap<>();
        causes.put(
                "the chain of thought ran into the token limit; the recorded grader compares all"
                        + " of it, ours takes the last option or truth value it names",
                difference ->
                        difference.ours() == 1
                                && !difference.completion().contains("the answer is"));
        assertThat(countByCause(bigBenchHard(setting), causes).values()).containsExactly(7L);
    }

    @Test
    void zeroShotChainOfThoughtIsGradedAsRecordedUpToKnownCauses() {
        Map<String, Predicate<Difference>> causes = new LinkedHashMap<>();
        causes.put(
                "several options in one breath (A, B, or D): the recorded grader takes the first,"
                        + " ours none",
                difference ->
                        difference.isOf("commonsensqa/zero_shot_cot")
                                && difference.answer().isEmpty());
        causes.put(
                "the option is named by its text; the recorded grader looks for a capital from A to"
                        + " E, and finds none or the first of a word",
                difference -> difference.isOf("commonsensqa/zero_shot") && difference.ours() == 1);
        causes.put(
                "the same number in other digits (0.50 and 0.5, 5600 and 5,600)",
                difference ->
                        difference.ours() == 1
                                && isNumber(difference.recordedPrediction())
                                && Metrics.number()
                                                .score(
                                                        Prediction.of(
                                                                difference.recordedPrediction()),
                                                        Example.of("", "", difference.gold()))
                                        == 1);
        causes.put(
                "the recorded grader reads .5 as 5",
                difference -> difference.completion().endsWith(" .5"));
        causes.put(
                "the recorded grader knows no numbers in words or Roman numerals and does not look"
                        + " at the statement before",
                difference ->
                        difference.ours() == 1
                                && difference.isOf("multiarith/zero_shot_cot")
                                && difference.recordedPrediction().isEmpty());
        causes.put(
                "an equation behind the phrase: the recorded grader takes its first number, ours"
                        + " its result",
                difference ->
                        difference.task().endsWith("zero_shot_cot")
                                && difference.completion().contains("=")
                                && isNumber(difference.recordedPrediction()));
        causes.put(
                "no phrase in the text: the recorded grader takes the first number, ours the last",
                difference ->
                        difference.task().endsWith("zero_shot")
                                && isNumber(difference.recordedPrediction()));
        causes.put(
                "letters parted by spaces, which the recorded grader joins, or by hyphens, which"
                        + " ours ignores",
                difference -> difference.isOf("last_letters/zero_shot_cot"));

        Map<String, Long> counts = countByCause(zeroShot(), causes);
        assertThat(counts.values()).containsExactly(46L, 8L, 3L, 1L, 3L, 18L, 20L, 8L);
    }

    private static List<Difference> bigBenchHard(Function<String, Setting> setting) {
        Map<String, Example> examples =
                SharedData.examples("bbh").stream()
                        .collect(Collectors.toMap(Example::id, Function.identity()));
        List<JsonNode> rows = SharedData.rows("replay/bbh_code_davinci/results.jsonl");
        assertThat(rows).hasSize(3_905);
        return differences(rows, row -> known(examples, row.get("query_id").asText()), setting);
    }

    private static List<Difference> zeroShot() {
        List<JsonNode> rows = SharedData.rows("replay/zero_shot_cot/results.jsonl");
        assertThat(rows).hasSize(3_483);
        return differences(
                rows,
                RecordedGradesTest::exampleOf,
                task -> known(ZERO_SHOT, task.substring(0, task.indexOf('/'))));
    }

    private static Example exampleOf(JsonNode row) {
        List<String> choices =
                switch (row.get("dataset").asText()) {
                    case "aqua", "commonsensqa" -> List.of("A", "B", "C", "D", "E");
                    case "coin_flip" -> List.of("yes", "no");
                    default -> List.of();
                };
        return new Example(
                row.get("query_id").asText(),
                row.get("query").asText(),
                List.of(row.get("answer").asText()),
                choices,
                Map.of());
    }

    private static List<Difference> differences(
            List<JsonNode> rows,
            Function<JsonNode, Example> exampleOf,
            Function<String, Setting> settingOf) {
        Map<String, AnswerReader> readers = new HashMap<>();
        Map<String, Metric> metrics = new HashMap<>();
        List<Difference> differences = new ArrayList<>();
        for (JsonNode row : rows) {
            Example example = exampleOf.apply(row);
            for (JsonNode result : row.get("results")) {
                String task = result.get("prompt_id").asText();
                Setting setting = settingOf.apply(task);
                String completion = result.get("completion").asText();
                String answer =
                        readers.computeIfAbsent(setting.answer(), AnswerReaders::parse)
                                .read(completion, example);
                double ours =
                        metrics.computeIfAbsent(
                                        setting.metric(),
                                        name -> MetricSpec.parse(name).create(null))
                                .score(new Prediction(completion, answer, false), example);
                if (ours != result.get("reward").asDouble()) {
                    differences.add(
                            new Difference(
                                    task,
                                    completion,
                                    result.get("prediction").asText(),
                                    example.target(),
                                    answer,
                                    ours));
                }
            }
        }
        return differences;
    }

    /// How many differences have each cause, in the causes' order; the first that fits is taken.
    private static Map<String, Long> countByCause(
            List<Difference> differences, Map<String, Predicate<Difference>> causes) {
        Map<String, Long> counts = new LinkedHashMap<>();
        causes.keySet().forEach(cause -> counts.put(cause, 0L));
        for (Difference difference : differences) {
            String cause =
                    causes.entrySet().stream()
                            .filter(entry -> entry.getValue().test(difference))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("No cause: " + difference));
            counts.merge(cause, 1L, Long::sum);
        }
        return counts;
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]+(\\.[0-9]*)?");
    }

    private static <T> T known(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }
}
