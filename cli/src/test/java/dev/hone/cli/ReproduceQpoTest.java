package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.experience.LedgerTask;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.sqlite.SqliteLedger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The whole experiment on a synthetic model and small data, without a key or a native library.
class ReproduceQpoTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] SMALL = {
        "reproduce",
        "qpo",
        "--task-model",
        "synthetic:skills.json",
        "--data",
        "data",
        "--tasks",
        "imdb,gsm8k",
        "--rewrites",
        "0",
        "--test-queries",
        "20"
    };

    private static final int ROWS = 30;

    @TempDir private Path folder;
    private Cli cli;

    @BeforeEach
    void writeDataAndSkills() throws IOException {
        cli = new Cli(folder).with(new FrequentEngine());
        for (String split : List.of("train", "test")) {
            rows("data/imdb/" + split, i -> "the %s film %d", List.of("Negative", "Positive"));
            rows("data/gsm8k/" + split, i -> "what is the %s sum %d", List.of("7", "12", "30"));
        }
        Files.writeString(
                folder.resolve("skills.json"),
                """
                {"skills": [
                  {"name": "names labels", "share": 0.6, "cues": ["positive", "number"], "phrases": ["Positive."]},
                  {"name": "decides", "share": 0.4, "cues": ["decide", "step"], "phrases": ["Decide."]}],
                 "distractors": []}
                """);
    }

    private void rows(
            String file, java.util.function.IntFunction<String> text, List<String> targets)
            throws IOException {
        String split = file.substring(file.lastIndexOf('/') + 1);
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(
                folder.resolve(file + ".jsonl"),
                String.join(
                        "\n",
                        IntStream.range(0, ROWS)
                                .mapToObj(
                                        i ->
                                                "{\"input\": \"%s\", \"target\": \"%s\"}"
                                                        .formatted(
                                                                text.apply(i).formatted(split, i),
                                                                targets.get(i % targets.size())))
                                .toList()));
    }

    private int run(String... more) {
        List<Object> words = new ArrayList<>(Arrays.asList(SMALL));
        words.addAll(List.of(more));
        return cli.run(words.toArray());
    }

    private JsonNode json(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(more));
        words.add("--json");
        assertThat(run(words.toArray(String[]::new))).as(cli.err()).isZero();
        return JSON.readTree(cli.out());
    }

    @Test
    void theExperimentEndsWithATableForEachSetting() {
        assertThat(run("--out", "out")).as(cli.err()).isZero();

        List<String> lines = cli.out().lines().toList();
        assertThat(lines).allMatch(line -> line.length() <= 80);
        assertThat(cli.out())
                .startsWith("QPO on synthetic:skills.json")
                .containsPattern("zero-shot +source +loop 1 +loop 2 +loop 3 +cloning +no R-loss")
                .containsPattern("(?m)^imdb( +\\d+\\.\\d\\*?){6}$")
                .containsPattern("(?m)^gsm8k( +\\d+\\.\\d\\*?){6}$")
                .containsPattern("(?m)^mean( +\\d+\\.\\d\\*?){6}$")
                .containsPattern("(?m)^  to source( +\\[[-+]?\\d+, [-+]?\\d+]){5}$")
                .containsPattern("(?m)^  paper( +unknown){6}$")
                .contains("few-shot");
        assertThat(lines.stream().filter(line -> line.startsWith("gsm8k"))).hasSize(1);
        assertThat(lines.stream().filter(line -> line.startsWith("imdb"))).hasSize(2);
        assertThat(folder.resolve("out/qpo.txt")).hasContent(cli.out());
        assertThat(folder.resolve("out/qpo.json")).isNotEmptyFile();
        assertThat(folder.resolve("out/policies/zero-shot/imdb/seed-1/loop-3")).isDirectory();
    }

    @Test
    void theBestSourcePromptIsTheOneThatNamesWhatTheModelNeeds() throws IOException {
        JsonNode document = json("--tasks", "imdb", "--setting", "zero-shot", "--seeds", "2");
        JsonNode imdb = document.at("/settings/0/tasks/0");

        assertThat(imdb.at("/bestSource").asText())
                .containsIgnoringCase("positive")
                .containsIgnoringCase("decide");
        assertThat(imdb.at("/queries").asInt()).isEqualTo(20);
        assertThat(imdb.at("/contestants/0/contestant").asText()).isEqualTo("best-source");
        assertThat(imdb.at("/contestants/0/accuracy").asDouble()).isEqualTo(1);
        assertThat(imdb.at("/contestants/3/accuracyOfSeeds")).hasSize(2);
        assertThat(imdb.at("/contestants/3/interval95")).hasSize(2);
        assertThat(imdb.at("/contestants/3/paper").isNull()).isTrue();
        assertThat(document.at("/settings/0/mean/tasks").asInt()).isEqualTo(2);
    }

    @Test
    void theSameCommandAgainAsksNothingAndPrintsTheSame() throws IOException {
        JsonNode first = json("--setting", "few-shot", "--out", "out");
        long asked = first.at("/usage/sent").asLong();
        long ledger = Files.size(folder.resolve("runs/ledger.db"));
        JsonNode again = json("--setting", "few-shot", "--out", "out");

        assertThat(asked).isGreaterThan(31L * ROWS * 10);
        assertThat(again.at("/usage/sent").asLong()).isZero();
        assertThat(again.at("/usage/runs")).isEqualTo(first.at("/usage/runs"));
        assertThat(again.at("/settings")).isEqualTo(first.at("/settings"));
        assertThat(Files.size(folder.resolve("runs/ledger.db"))).isEqualTo(ledger);
        assertThat(cli.err().lines().filter(line -> line.startsWith("epoch")))
                .as("loop 1 and the controls are kept, loops 2 and 3 are trained again")
                .hasSize(2);
    }

    @Test
    void aBudgetIsSharedByAllTasksAndTheSameCommandGoesOn() throws IOException {
        assertThat(run("--setting", "zero-shot", "--stop-after", "calls=1200", "--json"))
                .isEqualTo(3);
        JsonNode stopped = JSON.readTree(cli.out());
        assertThat(stopped.at("/stopReason").asText()).isEqualTo("calls");
        assertThat(stopped.at("/usage/sent").asLong()).isEqualTo(1200);
        assertThat(stopped.at("/settings/0/tasks/0/complete").asBoolean()).isTrue();
        assertThat(stopped.at("/settings/0/mean/tasks").asInt()).isEqualTo(1);

        JsonNode whole = json("--setting", "zero-shot");
        cli = new Cli(folder).with(new FrequentEngine());
        JsonNode fresh = json("--setting", "zero-shot", "--ledger", "other.db");
        assertThat(whole.at("/settings")).isEqualTo(fresh.at("/settings"));
        assertThat(whole.at("/usage/sent").asLong() + 1200)
                .isEqualTo(fresh.at("/usage/sent").asLong());

        assertThat(run("--setting", "zero-shot", "--stop-after", "calls=100", "--ledger", "3.db"))
                .isEqualTo(3);
        assertThat(cli.out())
                .contains("mean (0 of 1)", "budget of calls; with a larger one")
                .containsPattern("(?m)^imdb( +-){6}$");
    }

    @Test
    void whatWasAskedIsExperienceForOtherCommands() throws IOException {
        json("--tasks", "imdb", "--setting", "zero-shot");
        try (Ledger ledger = SqliteLedger.open(folder.resolve("runs/ledger.db"))) {
            assertThat(LedgerTask.all(ledger).stream().map(LedgerTask::name))
                    .containsExactly("imdb", "gsm8k");
        }
        assertThat(cli.run("gap", "--from-ledger", "--task", "imdb")).as(cli.err()).isZero();
    }

    @Test
    void aTaskThatTeachesNothingIsSaidToTeachNothing() throws IOException {
        Files.writeString(folder.resolve("skills.json"), "{\"skills\": [], \"distractors\": []}");
        assertThat(run("--setting", "zero-shot")).as(cli.err()).isZero();
        assertThat(cli.out())
                .containsPattern("(?m)^imdb +100\\.0( +-){5}$")
                .contains("  no policy: all answers were alike");
    }

    @Test
    void theForecastIsThatOfThePaperWhereDataAreComplete() throws IOException {
        String[] plain = {"reproduce", "qpo", "--dry-run", "--json"};
        assertThat(cli.run((Object[]) plain)).as(cli.err()).isZero();
        JsonNode plan = JSON.readTree(cli.out()).at("/plan");

        assertThat(plan).hasSize(14);
        for (JsonNode cell : plan) {
            boolean few = cell.at("/setting").asText().equals("few-shot");
            assertThat(cell.at("/source").asLong()).isEqualTo(few ? 151_000 : 15_100);
            assertThat(cell.at("/loop").asLong()).isEqualTo(few ? 5_000 : 1_000);
            assertThat(cell.at("/allLoops").asLong()).isEqualTo(few ? 10_000 : 2_000);
            assertThat(cell.at("/tokens").isNull()).isTrue();
        }
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void theForecastOfDataAtHandIsNotExceeded() throws IOException {
        assertThat(run("--dry-run", "--json")).as(cli.err()).isZero();
        JsonNode plan = JSON.readTree(cli.out());
        assertThat(folder.resolve("runs")).doesNotExist();
        assertThat(plan.at("/plan/0/source").asLong()).isEqualTo(31 * ROWS);
        assertThat(plan.at("/plan/0/test").asLong()).isEqualTo(6 * 20);
        assertThat(plan.at("/tokens").asLong()).isPositive();

        assertThat(json().at("/usage/sent").asLong())
                .isPositive()
                .isLessThanOrEqualTo(plan.at("/calls").asLong());
        assertThat(run("--dry-run")).isZero();
        assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(cli.out()).contains("calls to the task model, at most", "in all ");
    }

    @Test
    void badInputIsToldBeforeAnythingIsAsked() throws IOException {
        Files.delete(folder.resolve("data/gsm8k/test.jsonl"));
        assertRefused("data/gsm8k/test.jsonl is missing");
        assertRefused("--seeds is 0", "--seeds", "0");
        assertRefused("--protocol is \"x\". Known: paper, hone", "--protocol", "x");
        assertRefused("--setting is \"few\"", "--setting", "few");
        assertRefused("Did you mean \"boolq\"", "--tasks", "bolq");
        assertRefused("--set names \"metric\"", "--set", "metric=exact");
        assertRefused("\"stop-after.calls\" must be", "--tasks", "imdb", "--stop-after", "calls=x");
        assertThat(cli.run("reproduce", "qpo", "--task-model", "synthetic:skills.json"))
                .isEqualTo(2);
        assertThat(cli.err()).contains("--data is missing");
        assertThat(
                        cli.run(
                                "reproduce",
                                "qpo",
                                "--task-model",
                                "synthetic:skills.json",
                                "--rewrites",
                                51,
                                "--dry-run"))
                .isEqualTo(2);
        assertThat(cli.err()).contains("--rewrites is 51");
        assertThat(cli.run("reproduce")).isEqualTo(2);
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    private void assertRefused(String message, String... more) {
        assertThat(run(more)).as(cli.err()).isEqualTo(2);
        assertThat(cli.err()).contains("error: ").contains(message).doesNotContain("\tat ");
        assertThat(cli.out()).isEmpty();
    }
}
