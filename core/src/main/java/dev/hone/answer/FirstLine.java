package dev.hone.answer;

import dev.hone.AnswerReader;
import dev.hone.Example;

/// The first line that is not blank: what a base model answers before it goes on to invent further
/// questions.
record FirstLine() implements AnswerReader {

    @Override
    public String read(String completion, Example example) {
        return Lines.first(completion);
    }
}
