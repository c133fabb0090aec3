package dev.hone;

/// Reads the answer from what a model wrote.
///
/// Implementations are thread-safe, accept any text, and never throw: a text without an answer
/// gives the empty string or the text itself, whichever scores more honestly.
@FunctionalInterface
public interface AnswerReader {

    String read(String completion, Example example);
}
