package dev.hone.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.hone.Prompt;
import dev.hone.experience.gap.OracleGap;
import dev.hone.experience.gap.Recommendation.Verdict;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;

/// Real recorded answers, where they are at hand beside the repository; the sizes are those of
/// their README.
class SharedRecordingsTest {

    private final Path data =
            Path.of(System.getProperty("hone.root", "."))
                    .resolve("../shared/data/replay/prompt_oirl");

    @BeforeEach
    void needsTheData() {
        if (!Files.isDirectory(data)) {
            abort("The recordings are not at " + data.toAbsolutePath().normalize() + ".");
        }
    }

    private RecordedExperiences read(String name) {
        return ExperienceReader.DEFAULTS.read(data.resolve(name + ".jsonl"));
    }

    @ParameterizedTest
    @CsvSource({
        "gsm8k_train, 4483, 6, 26898",
        "gsm8k_test, 600, 16, 9600",
        "svamp, 2327, 16, 97150",
        "mawps, 1076, 16, 37526"
    })
    void everyAnswerIsRead(String name, int queries, int prompts, int answers) {
        RecordedExperiences read = read(name);
        assertThat(read.dataset().queries()).hasSize(queries);
        assertThat(read.dataset().prompts())
                .hasSize(prompts)
                .contains(new Prompt("The answer is:"));
        assertThat(read.dataset().experiences().stream().mapToInt(e -> e.scores().size()).sum())
                .isEqualTo(answers);
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void oneAnswerEachLeavesLuckUnknown() {
        OracleGap gap = OracleGap.of(read("gsm8k_train").dataset(), new RandomStreams(1));
        assertThat(gap.rawOracle()).isCloseTo(0.4905, within(0.0001));
        assertThat(gap.repeated()).isEmpty();
        assertThat(gap.byDifficulty().orElseThrow()).isBetween(0.45, 0.50);
        assertThat(gap.recommendation().verdict()).isEqualTo(Verdict.CANNOT_TELL);
    }

    @Test
    void repeatedAnswersShowThatMostOfTheGapIsLuck() {
        OracleGap gap = OracleGap.of(read("svamp").dataset(), new RandomStreams(1));
        assertThat(gap.rawGap()).isGreaterThan(0.2);
        assertThat(gap.repeated().orElseThrow().gap()).isBetween(0.03, 0.07);
        assertThat(gap.recommendation().verdict()).isEqualTo(Verdict.WORTH_TRAINING);
    }
}
