package dev.hone.experience.benchmark;

import java.util.Locale;

/// A file as the authors of a task published it.
public enum OfficialSplit {
    TRAIN,
    VALIDATION,
    TEST;

    /// The file's name without extension.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
