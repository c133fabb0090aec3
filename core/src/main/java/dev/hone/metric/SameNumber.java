package dev.hone.metric;

import dev.hone.AnswerReader;
import dev.hone.Example;
import dev.hone.Metric;
import dev.hone.Prediction;
import dev.hone.answer.AnswerReaders;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// 1 when the answer's number equals the number of a reference, 0 otherwise.
///
/// @param rounded whether both are rounded to integers first, half to even (GPO, official
///   evaluation)
record SameNumber(boolean rounded) implements Metric {

    private static final AnswerReader NUMBER = AnswerReaders.number();

    @Override
    public double score(Prediction prediction, Example example) {
        String answer = read(prediction.answer(), example);
        return !answer.isEmpty()
                        && example.references().stream()
                                .anyMatch(gold -> answer.equals(read(gold, example)))
                ? 1
                : 0;
    }

    private String read(String text, Example example) {
        String number = NUMBER.read(text, example);
        return rounded && !number.isEmpty()
                ? new BigDecimal(number).setScale(0, RoundingMode.HALF_EVEN).toPlainString()
                : number;
    }
}
