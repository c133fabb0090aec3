package dev.hone.run;

/// Why a search ended. The lower-case name is what users write in `stop-after` and read in results.
public enum StopReason {
    /// All planned steps were made.
    STEPS,
    /// The wanted validation score was reached.
    SCORE,
    /// The best score did not improve for as many steps as the patience allows.
    PATIENCE,
    /// The hard budget of model calls is spent.
    CALLS,
    /// The hard budget of tokens is spent.
    TOKENS,
    /// The hard budget of money is spent.
    USD,
    /// The time is up.
    TIME;

    /// Whether the search ended before its time because a budget ran out.
    public boolean isBudget() {
        return switch (this) {
            case CALLS, TOKENS, USD, TIME -> true;
            case STEPS, SCORE, PATIENCE -> false;
        };
    }

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static StopReason ofLabel(String label) {
        return valueOf(label.toUpperCase(java.util.Locale.ROOT));
    }
}
