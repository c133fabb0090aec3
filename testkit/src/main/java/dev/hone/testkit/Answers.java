package dev.hone.testkit;

/// What a [FaultServer] answers. Called from many threads at once.
@FunctionalInterface
public interface Answers {

    /// The text of one completion.
    ///
    /// @param sample which of the request's completions is wanted, from 0
    String answer(ReceivedRequest request, int sample);
}
