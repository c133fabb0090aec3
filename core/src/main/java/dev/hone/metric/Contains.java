package dev.hone.metric;

import dev.hone.Example;
import dev.hone.Metric;
import dev.hone.Prediction;

/// 1 when one of the references occurs in the answer, as words of its own: `5` is not in `15`. Case
/// and white space do not matter. An empty reference is contained in an empty answer only.
record Contains() implements Metric {

    @Override
    public double score(Prediction prediction, Example example) {
        String answer = Wording.of(prediction.answer());
        return example.references().stream().anyMatch(gold -> isIn(answer, Wording.of(gold)))
                ? 1
                : 0;
    }

    private static boolean isIn(String answer, String gold) {
        if (gold.isEmpty()) {
            return answer.isEmpty();
        }
        int start = answer.indexOf(gold);
        while (start >= 0) {
            if (!isJoined(answer, start) && !isJoined(answer, start + gold.length())) {
                return true;
            }
            start = answer.indexOf(gold, start + 1);
        }
        return false;
    }

    /// Whether a word or number goes on across the position.
    private static boolean isJoined(String text, int position) {
        return position > 0
                && position < text.length()
                && Character.isLetterOrDigit(text.charAt(position - 1))
                && Character.isLetterOrDigit(text.charAt(position));
    }
}
