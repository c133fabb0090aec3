package dev.hone.cli.option;

/// How a command ends.
public enum ExitCode {
    DONE(0),
    INTERNAL_ERROR(1),
    BAD_INPUT(2),
    BUDGET(3),
    REFUSED(4),
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /// Of a run that is over.
    public static ExitCode of(boolean endedByBudget) {
        return endedByBudget ? BUDGET : DONE;
    }

    public int code() {
        return code;
    }
}
