package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.Example;
import dev.hone.Metric;
import dev.hone.Prediction;
import dev.hone.testkit.FaultServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// What scores answers and is wrong itself: a class of the user that throws or gives no score ends
/// the run with one message; a judge that talks nonsense leaves examples without a score.
public class BadMetricTest {

    private static final int EXAMPLES = 6;

    @TempDir private Path folder;

    /// Fails on every answer.
    public static final class Throwing implements Metric {
        @Override
        public double score(Prediction prediction, Example example) {
            throw new IllegalStateException("no number in " + prediction.answer());
        }
    }

    /// Calls itself for ever.
    public static final class Endless implements Metric {
        @Override
        public double score(Prediction prediction, Example example) {
            return prediction.answer().isEmpty() ? 0 : score(prediction, example) + 1;
        }
    }

    /// No number at all.
    public static final class NotANumber implements Metric {
        @Override
        public double score(Prediction prediction, Example example) {
            return Double.NaN;
        }
    }

    /// Counts in whole points.
    public static final class Seven implements Metric {
        @Override
        public double score(Prediction prediction, Example example) {
            return 7;
        }
    }

    /// Cannot even be loaded.
    public static final class Unloadable implements Metric {
        static final int LIMIT = Integer.parseInt("ten");

        @Override
        public double score(Prediction prediction, Example example) {
            return LIMIT;
        }
    }

    private void write(String metric, String more) throws IOException {
        SmallTask task = SmallTask.in(folder, EXAMPLES, more);
        String text = Files.readString(task.file());
        Files.writeString(task.file(), text.replace("metric: exact", "metric: " + metric));
    }

    private static String type(Class<?> type) {
        return "java:" + type.getName();
    }

    private Cli run(FaultServer server, int code, Object... words) {
        Cli cli = new SmallTask(folder.resolve("task.yaml")).cli(server);
        assertThat(cli.run(words)).as(cli.err()).isEqualTo(code);
        assertThat(cli.err()).doesNotContain("\tat ").doesNotContain("internal error");
        return cli;
    }

    private void assertEnds(Class<?> metric, String... parts) throws IOException {
        write(type(metric), "limits: { retries: 0 }\n");
        try (FaultServer server = FaultServer.answering(messages -> "forty").start()) {
            for (String command : new String[] {"optimize", "evaluate"}) {
                Object[] words =
                        command.equals("optimize")
                                ? new Object[] {command, "task.yaml", "--out", metric.getName()}
                                : new Object[] {command, "task.yaml"};
                Cli cli = run(server, 2, words);
                assertThat(cli.err().lines().filter(line -> line.startsWith("error: ")))
                        .singleElement()
                        .asString()
                        .contains(metric.getName())
                        .contains(parts);
                assertThat(cli.out()).isEmpty();
            }
        }
        assertThat(folder.resolve(metric.getName())).satisfies(BadMetricTest::holdsNoResult);
    }

    /// Only the note to go on with, where something was paid for.
    private static void holdsNoResult(Path run) {
        for (String file : new String[] {"result.json", "prompt.txt", "report.html"}) {
            assertThat(run.resolve(file)).doesNotExist();
        }
    }

    @Test
    void aClassThatThrowsIsNamedWithItsLineAndTheExample() throws IOException {
        assertEnds(
                Throwing.class,
                "failed on example",
                "validation",
                "(answer \"forty\")",
                "no number in forty (BadMetricTest.java, line ",
                "from 0 to 1");
        assertEnds(Endless.class, "failed on example", "StackOverflowError");
    }

    @Test
    void whatIsNoScoreIsNamedWithTheExample() throws IOException {
        assertEnds(NotANumber.class, "gave NaN on example", "(answer \"forty\")", "from 0 to 1");
        assertEnds(Seven.class, "gave 7.0 on example", "Divide by the highest it can give");
    }

    @Test
    void aClassThatCannotBeLoadedIsNamedWithItsPlace() throws IOException {
        write(type(Unloadable.class), "limits: { retries: 0 }\n");
        try (FaultServer server = FaultServer.answering(messages -> "forty").start()) {
            Cli cli = run(server, 2, "optimize", "task.yaml", "--out", "run");
            assertThat(cli.err())
                    .contains("error: task.yaml, line 4: metric \"java:dev.hone.cli.BadMetricTest")
                    .contains("failed when it was loaded, in a static field or block")
                    .contains("\"ten\"");
            assertThat(server.requestCount()).isZero();
        }
        assertThat(folder.resolve("run")).doesNotExist();
    }

    /// The judge says nothing of use about answers to every other question.
    private static FaultServer judging(String sense) {
        return FaultServer.answering(
                        messages -> {
                            String all = messages.toString().toLowerCase(Locale.ROOT);
                            boolean judges = all.contains("you grade an answer");
                            boolean even = all.matches("(?s).*validation [024][^0-9].*");
                            return judges && even ? "What a question!" : judges ? sense : "forty";
                        })
                .start();
    }

    private void writeJudged(String more) throws IOException {
        write(
                "judge",
                "judge: { judge-model: { spec: \"openai:judge\" } }\nlimits: { retries: 0"
                        + more
                        + " }\n");
    }

    @Test
    void nonsenseOfAJudgeIsNoScoreOfZero() throws IOException {
        writeJudged("");
        try (FaultServer server = judging("<score>10</score>")) {
            JsonNode scores =
                    new ObjectMapper()
                            .readTree(run(server, 0, "evaluate", "task.yaml", "--json").out());
            JsonNode prompt = scores.get("evaluations").get(0);
            assertThat(prompt.get("score").asDouble()).isEqualTo(1);
            assertThat(prompt.get("coverage").asDouble()).isEqualTo(0.5);
        }
    }

    @Test
    void whereAllOfItIsNonsenseTheRunEnds() throws IOException {
        writeJudged("");
        try (FaultServer server = judging("Sure, here is my grade: ten out of ten!")) {
            for (String command : new String[] {"evaluate", "optimize"}) {
                assertThat(run(server, 4, command, "task.yaml").err())
                        .contains(
                                "The first: The judge",
                                "gave no grade from 0 to 10 between <score> and </score>",
                                "Its answer ends: \"");
            }
        }
    }

    @Test
    void howMuchNonsenseARunPutsUpWithIsTheUsersChoice() throws IOException {
        writeJudged(", max-failures: 2");
        try (FaultServer server = judging("<score>10</score>")) {
            assertThat(run(server, 4, "evaluate", "task.yaml").err())
                    .contains("3 of the 6 examples", "max-failures allows 2", "gave no grade");
        }
    }
}
