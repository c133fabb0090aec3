package dev.hone.metric;

import dev.hone.AnswerReader;
import dev.hone.Example;
import dev.hone.Metric;
import dev.hone.Prediction;
import dev.hone.answer.AnswerReaders;

import java.util.regex.Pattern;

/// 1 when the answer decides for the option that a reference names, 0 otherwise. A reference that
/// is neither one of the choices nor a letter has to be met as [ExactMatch] has it.
record SameChoice() implements Metric {

    private static final AnswerReader CHOICE = AnswerReaders.choice();
    private static final ExactMatch EXACT = new ExactMatch();
    private static final Pattern LETTER = Pattern.compile("\\s*\\(?[A-Za-z][).:]?\\s*");

    @Override
    public double score(Prediction prediction, Example example) {
        String answer = CHOICE.read(prediction.answer(), example);
        for (String reference : example.references()) {
            String gold = isOption(reference, example) ? CHOICE.read(reference, example) : "";
            if (gold.isEmpty() ? EXACT.isMet(reference, prediction) : gold.equals(answer)) {
                return 1;
            }
        }
        return 0;
    }

    private static boolean isOption(String reference, Example example) {
        return LETTER.matcher(reference).matches()
                || example.choices().stream().anyMatch(reference.strip()::equalsIgnoreCase);
    }
}
