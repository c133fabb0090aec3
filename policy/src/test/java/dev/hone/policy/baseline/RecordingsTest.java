package dev.hone.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.hone.policy.judgement.Folds;
import dev.hone.policy.judgement.Judgement;
import dev.hone.policy.judgement.PolicyRow;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The table on the recorded outcomes of Llama-2-7b-chat on MAWPS.
class RecordingsTest {

    @BeforeEach
    void needsTheData() {
        if (!Files.isDirectory(Recordings.FOLDER)) {
            abort(
                    "The recordings are not at "
                            + Recordings.FOLDER.toAbsolutePath().normalize()
                            + ".");
        }
    }

    /// scikit-learn with the same settings and other folds: 0.6414 and +1.63 ± 1.26 points.
    @Test
    void wordsSayALittleAboutThePromptThatMawpsNeeds() throws IOException {
        var random = new RandomStreams(1);
        var folds = Folds.of(Recordings.load("mawps", false), 5, random);
        Map<String, PolicyRow> rows =
                Judgement.of(Baselines.all(), folds, random).rows(random).stream()
                        .collect(Collectors.toMap(PolicyRow::policy, Function.identity()));

        assertThat(row(rows, "best-single").accuracy()).isBetween(0.635, 0.65);
        assertThat(row(rows, "tfidf-logistic").difference()).isBetween(0.0, 0.03);
        assertThat(row(rows, "random").difference()).isNegative();
        assertThat(row(rows, "oracle").accuracy())
                .isGreaterThan(row(rows, "oracle-reliable").accuracy() + 0.05);
        assertThat(row(rows, "oracle-reliable").difference()).isGreaterThan(0.02);
        assertThat(rows.values()).allMatch(row -> row.coverage() == 1);
    }

    private static PolicyRow row(Map<String, PolicyRow> rows, String policy) {
        return Objects.requireNonNull(rows.get(policy), policy);
    }
}
