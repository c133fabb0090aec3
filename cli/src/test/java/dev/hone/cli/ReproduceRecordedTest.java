package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ReproduceRecordedTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FILES =
            List.of("gsm8k_train.jsonl", "gsm8k_test.jsonl", "svamp.jsonl", "mawps.jsonl");

    @TempDir private Path folder;
    private Cli cli;

    @BeforeEach
    void writeRecordings() throws IOException {
        cli = new Cli(folder).with(new FrequentEngine());
        Path recordings = Files.createDirectory(folder.resolve("recordings"));
        for (String file : FILES) {
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                String kind = i % 4 == 0 ? "sum" : "sort";
                rows.append(
                        """
                        {"query_id": "%s/%d", "query": "%s %s %d", "rewards": {"plain": [%d, %d], "think": [%d, %d]}}
                        """
                                .formatted(
                                        file,
                                        i,
                                        file,
                                        kind,
                                        i,
                                        i % 4 == 0 ? 0 : 1,
                                        i % 8 == 0 ? 1 : 0,
                                        i % 4 == 0 ? 1 : 0,
                                        i % 5 == 0 ? 1 : 0));
            }
            Files.writeString(recordings.resolve(file), rows);
        }
        Files.writeString(
                recordings.resolve("prompts.jsonl"),
                """
                {"prompt_id": "plain", "prompt": "The answer is:"}
                {"prompt_id": "think", "prompt": "Think."}
                """);
    }

    @Test
    void oneTableHoldsAllDataSetsAndTheirMean() {
        assertThat(cli.run("reproduce", "recorded", "recordings")).as(cli.err()).isZero();

        assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(cli.out())
                .startsWith("data set  policy ")
                .containsPattern("(?m)^gsm8k +random +\\d+\\.\\d\\d +-\\d+\\.\\d\\d \\[")
                .containsPattern("(?m)^svamp +random ")
                .containsPattern("(?m)^mawps +random ")
                .containsPattern("(?m)^mean +random ")
                .containsPattern("(?m)^gsm8k +40 queries, judged on 40 others")
                .contains("cross-validation in 5 parts");
        assertThat(cli.out().lines().filter(line -> line.matches(" +qpo +.*"))).hasSize(4);
    }

    @Test
    void theMeanIsThatOfTheDataSets() throws IOException {
        assertThat(
                        cli.run(
                                "reproduce",
                                "recorded",
                                "recordings",
                                "--policies",
                                "best-single,random,oracle,oracle-reliable",
                                "--json"))
                .as(cli.err())
                .isZero();
        JsonNode document = JSON.readTree(cli.out());

        assertThat(document.at("/dataSets")).hasSize(3);
        double sum = 0;
        double above = 0;
        for (JsonNode set : document.at("/dataSets")) {
            JsonNode random = set.at("/policies/1");
            assertThat(random.at("/policy").asText()).isEqualTo("random");
            sum += random.at("/difference").asDouble();
            above +=
                    Math.pow(
                            random.at("/interval95/1").asDouble()
                                    - random.at("/difference").asDouble(),
                            2);
        }
        JsonNode mean = document.at("/mean/1");
        assertThat(mean.at("/policy").asText()).isEqualTo("random");
        assertThat(mean.at("/difference").asDouble()).isCloseTo(sum / 3, within(1e-12));
        assertThat(mean.at("/interval95/1").asDouble())
                .isCloseTo(sum / 3 + Math.sqrt(above) / 3, within(1e-12));
    }

    @Test
    void aMissingFileIsNamedBeforeAnythingIsLearned() throws IOException {
        Files.delete(folder.resolve("recordings/mawps.jsonl"));
        assertRefused("recordings/mawps.jsonl is missing. It must hold the recorded outcomes");
        Files.delete(folder.resolve("recordings/prompts.jsonl"));
        Files.copy(
                folder.resolve("recordings/svamp.jsonl"), folder.resolve("recordings/mawps.jsonl"));
        assertRefused("recordings/prompts.jsonl is missing. It must hold the texts");
    }

    private void assertRefused(String message) {
        assertThat(cli.run("reproduce", "recorded", "recordings")).isEqualTo(2);
        assertThat(cli.err()).contains("error: ").contains(message);
        assertThat(cli.out()).isEmpty();
    }
}
