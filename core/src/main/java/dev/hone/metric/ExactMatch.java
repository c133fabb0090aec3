package dev.hone.metric;

import dev.hone.Example;
import dev.hone.Metric;
import dev.hone.Prediction;

import java.util.Set;

/// 1 when the answer is one of the references, 0 otherwise. Case, outer and repeated white space do
/// not matter; neither does punctuation, unless there is nothing else (GPO, official evaluation).
/// For `yes`, `valid` and `true` the answers `true` and `1` are right too, likewise `false` and `0`
/// for their opposites.
record ExactMatch() implements Metric {

    private static final Set<String> POSITIVE = Set.of("yes", "valid", "true");
    private static final Set<String> NEGATIVE = Set.of("no", "invalid", "false");

    @Override
    public double score(Prediction prediction, Example example) {
        return example.references().stream().anyMatch(gold -> isMet(gold, prediction)) ? 1 : 0;
    }

    boolean isMet(String reference, Prediction prediction) {
        return equal(Wording.of(prediction.answer()), Wording.of(reference));
    }

    private static boolean equal(String answer, String gold) {
        if (answer.equals(gold)) {
            return true;
        }
        String bareAnswer = Wording.unpunctuated(answer);
        String bareGold = Wording.unpunctuated(gold);
        return (bareAnswer.equals(bareGold) && !bareGold.isEmpty())
                || (POSITIVE.contains(bareGold) && isOneOf(bareAnswer, "true", "1"))
                || (NEGATIVE.contains(bareGold) && isOneOf(bareAnswer, "false", "0"));
    }

    private static boolean isOneOf(String answer, String word, String digit) {
        return answer.equals(word) || answer.equals(digit);
    }
}
