package dev.hone.optimizer.mipro;

/// What the optimizer model is told about the kind of instruction wanted, one tip at most in a
/// request: DSPy's list, in Hone's own words.
enum Tip {
    NONE(""),
    CREATIVE("Be creative: leave the beaten track in how you put it."),
    SIMPLE("Be clear and brief."),
    DESCRIPTION("Describe in detail what is to be done, and how."),
    HIGH_STAKES("Tell of a situation in which much depends on the right answer."),
    PERSONA("Give the model a role that fits the task, as in \"You are …\".");

    private final String text;

    Tip(String text) {
        this.text = text;
    }

    /// A sentence, or empty.
    String text() {
        return text;
    }
}
