package dev.hone.metric;

import dev.hone.AnswerReader;
import dev.hone.Example;
import dev.hone.Metric;
import dev.hone.Prediction;
import dev.hone.answer.AnswerReaders;

/// 1 when the answer means the same as one of the references, yes or no, 0 otherwise. A reference
/// that means neither has to be met as [ExactMatch] has it.
record SameTruth() implements Metric {

    private static final AnswerReader TRUTH = AnswerReaders.truth();
    private static final ExactMatch EXACT = new ExactMatch();

    @Override
    public double score(Prediction prediction, Example example) {
        String answer = TRUTH.read(prediction.answer(), example);
        for (String reference : example.references()) {
            String gold = TRUTH.read(reference, example);
            if (gold.isEmpty() ? EXACT.isMet(reference, prediction) : gold.equals(answer)) {
                return 1;
            }
        }
        return 0;
    }
}
