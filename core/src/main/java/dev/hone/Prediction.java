package dev.hone;

/// What the model said for one example, and the answer read from it.
///
/// @param completion the model's text as it came; for a two-turn extraction, the first turn's
/// @param answer what the [AnswerReader] took for the answer; what a metric looks at first
/// @param truncated whether the model was cut off by its token limit
public record Prediction(String completion, String answer, boolean truncated) {

    /// A prediction whose whole text is the answer.
    public static Prediction of(String answer) {
        return new Prediction(answer, answer, false);
    }
}
