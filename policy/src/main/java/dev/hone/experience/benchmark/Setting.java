package dev.hone.experience.benchmark;

import java.util.Locale;

/// How the task model is asked (QPO §2.3, §4, §5.3). With demonstrations, a query counts as asked
/// once when it was asked with each set of them, and its score is the mean.
public enum Setting {
    ZERO_SHOT(1, 1, 1),
    FEW_SHOT(10, 5, 10);

    /// Demonstrations in a set.
    public static final int DEMONSTRATIONS = 6;

    private final int sourceSets;
    private final int loopSets;
    private final int testSets;

    Setting(int sourceSets, int loopSets, int testSets) {
        this.sourceSets = sourceSets;
        this.loopSets = loopSets;
        this.testSets = testSets;
    }

    /// `zero-shot` or `few-shot`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Calls for a query of the first data set.
    public int sourceSets() {
        return sourceSets;
    }

    /// Calls for a query of a loop.
    public int loopSets() {
        return loopSets;
    }

    /// Calls for a query that is judged on.
    public int testSets() {
        return testSets;
    }
}
