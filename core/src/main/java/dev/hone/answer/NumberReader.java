package dev.hone.answer;

import dev.hone.AnswerReader;
import dev.hone.Example;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// The number a text states as its answer, in its plainest form: `$1,000.50` is read as `1000.5`.
///
/// Behind a phrase that announces the answer it is the first number, of an equation the result;
/// without such a phrase it is the last number of the text.
record NumberReader() implements AnswerReader {

    @Override
    public String read(String completion, Example example) {
        BigDecimal number = FinalPart.firstReading(completion, NumberReader::number);
        return number == null ? "" : Numerals.plain(number);
    }

    private static @Nullable BigDecimal number(FinalPart part) {
        if (!part.announced()) {
            return Numerals.last(part.text());
        }
        for (String line : (Iterable<String>) part.text().lines()::iterator) {
            BigDecimal result = Numerals.first(line.substring(line.lastIndexOf('=') + 1));
            BigDecimal number = result == null ? Numerals.first(line) : result;
            if (number != null) {
                return number;
            }
        }
        return null;
    }
}
