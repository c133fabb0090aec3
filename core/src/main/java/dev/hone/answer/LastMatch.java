package dev.hone.answer;

import dev.hone.AnswerReader;
import dev.hone.Example;

/// Group 1 of the last match of a user's pattern.
record LastMatch(GuardedPattern pattern) implements AnswerReader {

    @Override
    public String read(String completion, Example example) {
        String match = pattern.lastIn(completion);
        return match == null ? "" : Lines.trimmed(match);
    }
}
