package dev.hone;

/// The second turn of a two-turn conversation: after the model has reasoned, it is asked for the
/// bare answer (GPO, official evaluation of chat models).
@FunctionalInterface
public interface Extraction {

    /// What the model is asked once its first answer stands in the conversation.
    String question(Example example);
}
