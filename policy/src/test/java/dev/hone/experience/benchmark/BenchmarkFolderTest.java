package dev.hone.experience.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.answer.AnswerReaders;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.metric.Metrics;
import dev.hone.model.ModelSettings;
import dev.hone.testkit.ScriptedModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class BenchmarkFolderTest {

    @TempDir private Path folder;

    private void write(String file, String... rows) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, String.join("\n", rows) + "\n");
    }

    private void writeEmotions() throws IOException {
        List<String> labels = List.of("anger", "joy", "optimism", "sadness");
        for (String split : List.of("train", "validation", "test")) {
            write(
                    "tweet_emotion/" + split + ".jsonl",
                    IntStream.range(0, 40)
                            .mapToObj(
                                    i ->
                                            "{\"input\": \"%s tweet %d\", \"target\": \"%s\"}"
                                                    .formatted(split, i, labels.get(i % 4)))
                            .toArray(String[]::new));
        }
    }

    private BenchmarkData read(QpoTask task) {
        return new BenchmarkFolder(folder).read(task);
    }

    @Test
    void splitsAreDealtOutAndLabelsWrittenAsInThePaper() throws IOException {
        writeEmotions();
        BenchmarkData data = read(QpoTask.TWEET_EMOTION);

        assertThat(data.source().train().size()).isEqualTo(40);
        assertThat(data.demonstrations().size()).isEqualTo(32);
        assertThat(data.loops().validation().size()).isEqualTo(8);
        assertThat(data.loops().train().stream().map(Example::input))
                .hasSize(40)
                .allMatch(text -> text.startsWith("validation"));
        assertThat(data.test().get(0).choices())
                .containsExactly("Anger", "Joy", "Optimism", "Sadness")
                .contains(data.test().get(0).target());
        assertThat(data.testSample(20)).isEqualTo(read(QpoTask.TWEET_EMOTION).testSample(20));
        assertThat(data.testSample(20).stream().collect(Collectors.groupingBy(Example::target)))
                .allSatisfy((label, examples) -> assertThat(examples).hasSize(5));
        Set<String> demonstrations = inputs(data.demonstrations());
        demonstrations.retainAll(inputs(data.loops().validation()));
        assertThat(demonstrations).isEmpty();
    }

    private static Set<String> inputs(Dataset dataset) {
        return new HashSet<>(dataset.stream().map(Example::input).toList());
    }

    @Test
    void thePolicyReadsTheQuestionFirstAndTheModelThePassage() throws IOException {
        String passage = "word ".repeat(150).strip();
        for (String split : List.of("train", "validation")) {
            write(
                    "boolq/" + split + ".jsonl",
                    IntStream.range(0, 20)
                            .mapToObj(
                                    i ->
                                            """
                                            {"question": "is it %d", "passage": "%s", "target": %s}\
                                            """
                                                    .formatted(i, passage, i % 2 == 0))
                            .toArray(String[]::new));
        }
        Example cut = read(QpoTask.BOOLQ).test().get(0);
        Example whole = read(QpoTask.BOOLQ).loops().train().get(0);

        assertThat(cut.input()).startsWith("[Question]: is it").contains(" [Passage]: word");
        assertThat(cut.input().split(" ")).hasSizeLessThan(110);
        assertThat(whole.input().split(" ")).hasSizeGreaterThan(150);
        assertThat(new Template(QpoTask.BOOLQ.template()).render(new Prompt("Say."), cut))
                .startsWith("Say.\n\nPassage: word word")
                .containsPattern("word\\.\\.\\.\nQuestion: is it \\d+\nAnswer:$");
        assertThat(cut.target()).isIn("True", "False");
    }

    @Test
    void optionsAreShownWithTheirLetters() throws IOException {
        for (String split : List.of("train", "validation")) {
            write(
                    "hellaswag/" + split + ".json",
                    """
                    [{"activity_label": "Cooking", "ctx": "A man stirs.", "target": "He eats.",\
                     "choices": ["He eats.", "He\\nflies."]}]\
                    """);
        }
        Example example = read(QpoTask.HELLASWAG).test().get(0);

        assertThat(example.input()).isEqualTo("[Activity_Label]: Cooking [Context]: A man stirs.");
        assertThat(new Template(QpoTask.HELLASWAG.template()).render(new Prompt("Go."), example))
                .isEqualTo("Go.\n\nSentence: A man stirs.\n(A) He eats.\n(B) He flies.\nAnswer:");
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        writeEmotions();
        Files.delete(folder.resolve("tweet_emotion/validation.jsonl"));
        assertThatThrownBy(() -> read(QpoTask.TWEET_EMOTION))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("tweet_emotion/validation.jsonl is missing")
                .hasMessageContaining("official validation split of tweet_emotion, 374 rows")
                .hasMessageContaining("input and target, one of Anger, Joy, Optimism, Sadness");

        write("imdb/train.jsonl", "{\"input\": \"x\", \"target\": \"great\"}");
        write("imdb/test.jsonl", "{\"input\": \"x\", \"target\": \"Positive\"}");
        assertThatThrownBy(() -> read(QpoTask.IMDB))
                .hasMessageContaining("imdb/train.jsonl: example train.jsonl/1 has the target")
                .hasMessageContaining("\"great\", but must have one of Negative, Positive.");

        write("boolq/train.jsonl", "{\"question\": \"q\", \"target\": \"True\"}");
        assertThatThrownBy(() -> read(QpoTask.BOOLQ))
                .hasMessageContaining("has no field \"passage\"");
    }

    @Test
    void aUsersOwnPromptsReplaceThoseAboutTheTask() throws IOException {
        writeEmotions();
        write("tweet_emotion/prompts.txt", "Feel it.", "", " Name it. ", "Feel it.");

        SeedPrompts seeds = read(QpoTask.TWEET_EMOTION).seeds();
        assertThat(seeds.specific())
                .containsExactly(new Prompt("Feel it."), new Prompt("Name it."));
        assertThat(seeds.size(8)).isEqualTo(2 * 9 + 16);
    }

    @Test
    void fewShotAsksWithEverySetAndScoresTheirMean() throws IOException {
        writeEmotions();
        BenchmarkData data = read(QpoTask.TWEET_EMOTION);
        List<String> sets = DemonstrationSets.of(data, 4);
        assertThat(sets).hasSize(4).doesNotHaveDuplicates();
        assertThat(DemonstrationSets.of(data, 2)).isEqualTo(sets.subList(0, 2));
        assertThat(sets.getFirst().split("\n\n"))
                .hasSize(6)
                .allMatch(block -> block.matches("Tweet: train tweet \\d+\nEmotion: [A-Z]\\w+"));

        ScriptedModel model =
                ScriptedModel.answering(
                        request -> {
                            String text = request.messages().getLast().text();
                            return text.contains(sets.getFirst()) ? "Joy" : "Sadness\n\nTweet: Joy";
                        });
        Evaluator evaluator =
                new FewShotEvaluator(
                        new LocalEvaluator(model, ModelSettings.of("scripted", 0, 64), 4), sets);
        Task task =
                Task.of(
                        "tweet_emotion",
                        data.source(),
                        new Template(QpoTask.TWEET_EMOTION.fewShotTemplate()),
                        AnswerReaders.firstLine(),
                        Metrics.choice());
        Dataset sample = data.testSample(8);
        Evaluation evaluation = evaluator.evaluate(task, new Prompt("Say."), sample);

        assertThat(evaluation.outcomes())
                .extracting(outcome -> outcome.example().target())
                .containsExactlyElementsOf(sample.stream().map(Example::target).toList());
        assertThat(evaluation.score()).isEqualTo(0.25 * 0.25 + 0.25 * 0.75);
        assertThat(evaluation.provenance().dataset()).isEqualTo(sample.digest());
        List<Prompt> prompts = sample.stream().map(example -> new Prompt("Say.")).toList();
        MixedEvaluation mixed = evaluator.evaluateEach(task, prompts, sample);
        assertThat(mixed.outcomes()).isEqualTo(evaluation.outcomes());
        assertThat(mixed.provenance()).isEqualTo(evaluation.provenance());
    }
}
