package dev.hone.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;
import dev.hone.Prompt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ExperienceReaderTest {

    @TempDir private Path folder;

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private RecordedExperiences read(String... lines) throws IOException {
        return ExperienceReader.DEFAULTS.read(file("data.jsonl", lines));
    }

    private void assertRefused(String line, String... parts) throws IOException {
        Path file = file("data.jsonl", line);
        assertThatThrownBy(() -> ExperienceReader.DEFAULTS.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void recordedRowsTakeTheTextsOfPromptsFromTheFileBesideThem() throws IOException {
        file("prompts.jsonl", "{\"prompt_id\": \"a\", \"prompt\": \"Think.\"}");
        RecordedExperiences read =
                read(
                        "{\"query_id\": \"1\", \"query\": \"2+2?\", \"model\": \"m\","
                                + " \"rewards\": {\"a\": [1, 0, true], \"b\": 0.5}}");
        assertThat(read.dataset().prompts()).containsExactly(new Prompt("Think."), new Prompt("b"));
        assertThat(read.dataset().experiences().getFirst().scores()).containsExactly(1.0, 0.0, 1.0);
        assertThat(read.dataset().experiences().getLast().scores()).containsExactly(0.5);
        assertThat(read.promptIds()).containsEntry(new Prompt("Think."), "a");
        assertThat(read.model()).contains("m");
        assertThat(read.warnings()).singleElement().asString().contains("data.jsonl", "(b)");
    }

    @Test
    void promptsCanBeGivenInAnotherFile() throws IOException {
        Path prompts = file("other.csv", "prompt_id,prompt", "a,Think.");
        Path data = file("data.jsonl", "{\"query\": \"q\", \"rewards\": {\"a\": 1}}");
        RecordedExperiences read = ExperienceReader.DEFAULTS.withPrompts(prompts).read(data);
        assertThat(read.dataset().prompts()).containsExactly(new Prompt("Think."));
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void flatRowsCarryLikelihoodAverageAndPropensity() throws IOException {
        RecordedExperiences read =
                read(
                        "{\"query\": \"q\", \"prompt\": \"\", \"correct\": true, \"nll\": 0.8,"
                                + " \"average\": 0.5, \"propensity\": 0.25}",
                        "{\"query\": \"q\", \"prompt\": \"\", \"correct\": false, \"nll\": 1.0,"
                                + " \"average\": 0.6, \"propensity\": 0.25}");
        Experience experience = read.dataset().experiences().getFirst();
        assertThat(experience.prompt()).isEqualTo(Prompt.EMPTY);
        assertThat(experience.scores()).containsExactly(1.0, 0.0);
        assertThat(experience.negativeLogLikelihood().orElseThrow()).isEqualTo(0.9);
        assertThat(experience.propensity()).isEqualTo(0.25);
        assertThat(read.promptAverages().average(Prompt.EMPTY)).isEqualTo(0.55);
    }

    @Test
    void flatRowsInCsvMayLeaveCellsEmpty() throws IOException {
        Path file =
                file(
                        "data.csv",
                        "query_id,input,prompt,score,nll,average",
                        ",What is it?,Think.,0.25,,",
                        "7,What else?,,1,0.5,0.75");
        RecordedExperiences read = ExperienceReader.DEFAULTS.read(file);
        assertThat(read.dataset().queries()).extracting(Query::id).contains("7");
        assertThat(read.dataset().experiences())
                .extracting(Experience::score)
                .containsExactly(0.25, 1.0);
        assertThat(read.averages()).containsOnlyKeys(Prompt.EMPTY);
    }

    @Test
    void severalFilesAreOneDataSet() throws IOException {
        Path one = file("one.jsonl", "{\"query\": \"q\", \"prompt\": \"p\", \"reward\": 1}");
        Path two = file("two.jsonl", "{\"query\": \"q\", \"rewards\": {\"p\": 0}}");
        OfflineDataset read = ExperienceReader.DEFAULTS.read(List.of(one, two)).dataset();
        assertThat(read.experiences()).singleElement().extracting(Experience::score).isEqualTo(0.5);
        assertThat(read.hasContrast()).isTrue();
    }

    @Test
    void scoresThatAreAllAlikeAreNoErrorButNoContrastEither() throws IOException {
        RecordedExperiences read =
                read("{\"query\": \"q\", \"rewards\": {\"a\": [1, 1], \"b\": 1}}");
        assertThat(read.dataset().hasContrast()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.5", "-0.1", "\"NaN\"", "\"Infinity\"", "1e999", "\"1f\"", "{}", "[[1]]"})
    void aScoreThatIsNoneIsRefused(String score) throws IOException {
        assertRefused(
                "{\"query\": \"q\", \"prompt\": \"p\", \"reward\": " + score + "}",
                "data.jsonl, line 1",
                "\"reward\"",
                "from 0 to 1");
    }

    @Test
    void whatIsWrongWithARowIsToldWithItsPlace() throws IOException {
        assertRefused("{\"query\": NaN}", "data.jsonl", "line 1");
        assertRefused("{\"query\": \" \", \"rewards\": {\"a\": 1}}", "line 1", "query", "blank");
        assertRefused("{\"rewards\": {\"a\": 1}}", "line 1", "no field \"query\"");
        assertRefused("{\"query\": \"q\", \"prompt\": \"p\"}", "\"reward\" or \"correct\"");
        assertRefused("{\"query\": \"q\", \"reward\": 1}", "no field \"prompt\"");
        assertRefused("{\"query\": \"q\", \"rewards\": {\"a\": []}}", "rewards.a", "at least one");
        assertRefused("{\"query\": \"q\", \"rewards\": {}}", "\"rewards\"", "an object");
        assertRefused("{\"query\": \"q\", \"rewards\": {\"a\": null}}", "rewards.a", "null");
        assertRefused(
                "{\"query\": \"q\", \"prompt\": \"p\", \"reward\": 1, \"propensity\": 0}",
                "propensity",
                "above 0");
        assertRefused(
                "{\"query\": \"q\", \"prompt\": \"p\", \"reward\": 1, \"nll\": -1}",
                "nll",
                "at least 0");
        assertRefused("", "data.jsonl has no rows");
    }

    @Test
    void aQueryOfAHundredThousandCharactersIsReadAndAMillionAndOneRefused() throws IOException {
        assertThat(read(flat("x".repeat(100_000))).dataset().queries()).hasSize(1);
        assertRefused(flat("x".repeat(1_000_001)), "1,000,001 characters", "1,000,000");
    }

    private static String flat(String query) {
        return "{\"query\": \"" + query + "\", \"prompt\": \"p\", \"reward\": 1}";
    }

    @Test
    void anIdStandsForOneText() throws IOException {
        Path file =
                file(
                        "data.jsonl",
                        "{\"query_id\": \"1\", \"query\": \"q\", \"rewards\": {\"a\": 1}}",
                        "{\"query_id\": \"1\", \"query\": \"other\", \"rewards\": {\"a\": 1}}");
        assertThatThrownBy(() -> ExperienceReader.DEFAULTS.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("line 2", "line 1", "\"q\"", "\"other\"");
        file(
                "prompts.jsonl",
                "{\"prompt_id\": \"a\", \"prompt\": \"x\"}",
                "{\"prompt_id\": \"a\", \"prompt\": \"y\"}");
        assertThatThrownBy(() -> ExperienceReader.DEFAULTS.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("prompts.jsonl, line 2", "\"a\"", "one text");
    }

    @Test
    void rowsOfSeveralModelsNeedAChoice() throws IOException {
        Path file =
                file(
                        "data.jsonl",
                        "{\"query\": \"q\", \"model\": \"small\", \"rewards\": {\"a\": 0}}",
                        "{\"query\": \"q\", \"model\": \"large\", \"rewards\": {\"a\": 1}}");
        assertThatThrownBy(() -> ExperienceReader.DEFAULTS.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("several models", "large, small");
        RecordedExperiences large = ExperienceReader.DEFAULTS.withModel("large").read(file);
        assertThat(large.dataset().experiences())
                .singleElement()
                .extracting(Experience::score)
                .isEqualTo(1.0);
        assertThatThrownBy(() -> ExperienceReader.DEFAULTS.withModel("larg").read(file))
                .hasMessageContainingAll("\"larg\"", "Did you mean \"large\"?");
    }

    @Test
    void whatIsToBeJudgedOnIsNotLearnedFrom() throws IOException {
        OfflineDataset learned =
                read(flat("What is it?"), flat("Another"), flat("A third")).dataset();
        Query same = new Query("test/1", " what  IS it?");
        assertThat(learned.without(List.of(same)).queries())
                .extracting(Query::text)
                .containsExactly("Another", "A third");
    }
}
