package dev.hone.cli.reproduce.gpo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Splits;
import dev.hone.cli.reproduce.gpo.paper.Paper;
import dev.hone.cli.reproduce.gpo.paper.PaperTask;
import dev.hone.data.Split;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class BenchmarkFilesTest {

    private static final Path SHARED =
            Path.of(System.getProperty("hone.root", ".")).resolve("../shared/data").normalize();

    private final Paper paper = Paper.read();
    @TempDir private Path folder;

    private PaperData read(String task) {
        return new BenchmarkFiles(folder).read(task(task), "its home");
    }

    private PaperTask task(String name) {
        return paper.tasks(List.of(name)).getFirst();
    }

    private void lines(String file, int count, IntFunction<String> line) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(
                folder.resolve(file),
                IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n")));
    }

    private static List<Integer> sizes(Splits splits) {
        return Arrays.stream(Split.values()).map(split -> split.of(splits).size()).toList();
    }

    private static void assertDisjoint(Splits splits) {
        Set<String> inputs = new HashSet<>();
        for (Split split : Split.values()) {
            for (Example row : split.of(splits)) {
                assertThat(inputs.add(row.input())).as(row.input()).isTrue();
            }
        }
    }

    @Test
    void bigBenchHardAsPublishedIsDrawnInThePapersSizes() throws IOException {
        lines(
                "bbh/navigate.json",
                1,
                only ->
                        IntStream.range(0, 250)
                                .mapToObj("{\"input\": \"q%d\", \"target\": \"Yes\"}"::formatted)
                                .collect(Collectors.joining(",", "{\"examples\": [", "]}")));
        PaperData data = read("navigate");

        assertThat(data.dealt()).isFalse();
        assertThat(data.shortage()).isEmpty();
        assertThat(sizes(data.splits())).containsExactly(48, 48, 144, 5, 5);
        assertDisjoint(data.splits());
        assertThat(data.splits().test().examples())
                .as("the same draw every time")
                .isEqualTo(read("navigate").splits().test().examples())
                .isNotEqualTo(
                        data.splits().test().stream()
                                .sorted(java.util.Comparator.comparing(Example::id))
                                .toList());
    }

    @Test
    void mmluAsPublishedBecomesQuestionsWithOptions() throws IOException {
        lines("mmlu/test/anatomy_test.csv", 135, i -> "\"Where, %d?\",a,b,c,d,B".formatted(i));
        lines("mmlu/val/anatomy_val.csv", 14, i -> "val %d,a,b,c,d,A".formatted(i));
        lines("mmlu/dev/anatomy_dev.csv", 5, i -> "dev %d,a,b,c,d,D".formatted(i));
        Splits splits = read("anatomy").splits();

        assertThat(sizes(splits)).containsExactly(20, 20, 60, 5, 4);
        assertDisjoint(splits);
        Example row = splits.test().get(0);
        assertThat(row.input()).matches("(?s)Where, \\d+\\?\n\\(A\\) a\n\\(B\\) b\n.*\\(D\\) d");
        assertThat(row.target()).isEqualTo("(B)");
        assertThat(row.choices()).containsExactly("(A)", "(B)", "(C)", "(D)");
        assertThat(splits.fewShot().get(0).input()).startsWith("dev");

        lines("mmlu/dev/anatomy_dev.csv", 2, i -> i == 0 ? "q,a,b,c,d,A" : "q,a,b,c,A");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read("anatomy"))
                .withMessageContaining("anatomy_dev.csv, row 2: it must have a question");
    }

    @Test
    void gsm8kAsPublishedIsReadDownToTheNumber() throws IOException {
        String data = "grade-school-math/grade_school_math/data/";
        IntFunction<String> row =
                i ->
                        "{\"question\": \"q%d\", \"answer\": \"It is.\\n#### 1,%03d\"}"
                                .formatted(i, i);
        lines(data + "train.jsonl", 400, i -> row.apply(i).replace("\"q" + i, "\"train " + i));
        lines(data + "test.jsonl", 310, row);
        Splits splits = read("gsm8k").splits();

        assertThat(sizes(splits)).containsExactly(100, 100, 300, 5, 5);
        assertDisjoint(splits);
        assertThat(splits.test().stream()).allMatch(each -> each.target().matches("1\\d{3}"));
        assertThat(splits.validation().get(0).input()).startsWith("train");
    }

    @Test
    void theAuthorsFiveFilesAreTheSplits() throws IOException {
        for (String name : List.of("train", "eval", "test", "format", "few_shot_examples")) {
            lines(
                    "GPO/data/webnlg/" + name + ".jsonl",
                    3,
                    i -> "{\"input\": \"%s %d\", \"output\": [\"a\", \"b\"]}".formatted(name, i));
        }
        PaperData data = read("webnlg");

        assertThat(data.dealt()).isTrue();
        assertThat(data.splits().validation().get(0).input()).isEqualTo("eval 0");
        assertThat(data.splits().test().get(0).references()).containsExactly("a", "b");
        assertThat(data.shortage()).contains("validation 3 of 100", "test 3 of 300");
    }

    @Test
    void marksSayWhereRowsBelongAndTasksShareFiles() throws IOException {
        String[] marks = {"train", "validation", "test", "few_shot", "none"};
        lines(
                "bbh/snarks.jsonl",
                50,
                i ->
                        "{\"input\": \"q%d\", \"target\": \"(A)\", \"gpo_split\": \"%s\"}"
                                .formatted(i, marks[i % marks.length]));
        assertThat(read("snarks").dealt()).isTrue();
        assertThat(sizes(read("snarks").splits())).containsExactly(10, 10, 10, 0, 10);

        for (String split : List.of("train", "validation", "test")) {
            lines(
                    "mmlu/" + split + ".jsonl",
                    80,
                    i ->
                            "{\"task\": \"%s\", \"input\": \"%s %d\", \"target\": \"(A)\"}"
                                    .formatted(i < 40 ? "anatomy" : "virology", split, i));
        }
        Splits anatomy = read("anatomy").splits();
        assertThat(anatomy.test().stream()).hasSize(40).allMatch(r -> r.input().startsWith("test"));
        assertThat(anatomy.validation().size()).isEqualTo(20);
        assertDisjoint(anatomy);
    }

    @Test
    void whereRowsAreFewEverySplitGetsItsShare() throws IOException {
        lines("wsc/wsc.jsonl", 27, i -> "{\"input\": \"q%d\", \"target\": \"(A)\"}".formatted(i));
        assertThat(sizes(read("wsc").splits())).containsExactly(5, 5, 15, 1, 1);
        lines("wsc/wsc.jsonl", 1, i -> "{\"input\": \"q%d\", \"target\": \"(A)\"}".formatted(i));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read("wsc"))
                .withMessageContaining("have no row for validation");
    }

    @Test
    void sharedDataAreInHonesLayout() {
        Assumptions.assumeTrue(
                Files.isDirectory(SHARED),
                "The shared benchmark data are absent: " + SHARED + " does not exist.");
        for (PaperTask task : paper.tasks(List.of("bbh", "gsm8k", "mmlu", "wsc", "webnlg"))) {
            PaperData data = new BenchmarkFiles(SHARED).read(task, "its home");
            assertThat(data.splits().validation().size())
                    .as(task.id())
                    .isBetween(1, task.size(Split.VALIDATION) + 1);
        }
    }
}
