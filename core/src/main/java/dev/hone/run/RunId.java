package dev.hone.run;

/// Names a run in the ledger; unique there.
public record RunId(String value) {

    public RunId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A run id must not be blank.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
