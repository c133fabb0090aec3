package dev.hone.data;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Splits;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What examples are used for; the parts of [Splits].
public enum Split {
    TRAIN,
    VALIDATION,
    TEST,
    FORMAT,
    FEW_SHOT;

    /// The name users write: `train`, `validation`, `test`, `format`, `few-shot`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The split of a label, or of a column's value, where `few_shot` is as good as `few-shot`;
    /// null when there is none of that name.
    public static @Nullable Split ofLabel(String label) {
        for (Split split : values()) {
            if (split.label().equals(label.replace('_', '-'))) {
                return split;
            }
        }
        return null;
    }

    /// This part of the splits.
    public Dataset of(Splits splits) {
        return switch (this) {
            case TRAIN -> splits.train();
            case VALIDATION -> splits.validation();
            case TEST -> splits.test();
            case FORMAT -> splits.format();
            case FEW_SHOT -> splits.fewShot();
        };
    }

    /// Splits made of the examples of each; empty where there are none.
    static Splits splits(Map<Split, List<Example>> examples) {
        return new Splits(
                TRAIN.dataset(examples),
                VALIDATION.dataset(examples),
                TEST.dataset(examples),
                FORMAT.dataset(examples),
                FEW_SHOT.dataset(examples));
    }

    private Dataset dataset(Map<Split, List<Example>> examples) {
        return new Dataset(label(), examples.getOrDefault(this, List.of()));
    }
}
