package dev.hone.cli.reproduce.recorded;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/// The published recordings: outcomes of one model under several prompts.
enum RecordedSet {
    GSM8K("gsm8k_train.jsonl", "gsm8k_test.jsonl"),
    SVAMP("svamp.jsonl", null),
    MAWPS("mawps.jsonl", null);

    /// The texts of the prompts of all.
    static final String PROMPTS = "prompts.jsonl";

    /// Of the cross-validation where there is no file to judge by.
    static final int FOLDS = 5;

    private final String learnedFrom;
    private final @Nullable String judgedBy;

    RecordedSet(String learnedFrom, @Nullable String judgedBy) {
        this.learnedFrom = learnedFrom;
        this.judgedBy = judgedBy;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String learnedFrom() {
        return learnedFrom;
    }

    /// Null for cross-validation.
    @Nullable String judgedBy() {
        return judgedBy;
    }

    List<String> files() {
        return Stream.of(learnedFrom, judgedBy).filter(Objects::nonNull).toList();
    }
}
