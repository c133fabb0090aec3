package dev.hone.answer;

import dev.hone.AnswerReader;
import dev.hone.Example;

/// All of it, trimmed.
record WholeText() implements AnswerReader {

    @Override
    public String read(String completion, Example example) {
        return Lines.trimmed(completion);
    }
}
