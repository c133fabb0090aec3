package dev.hone.metric;

import dev.hone.Example;
import dev.hone.Metric;
import dev.hone.Prediction;
import dev.hone.answer.GuardedPattern;

/// 1 when the pattern is found in the answer, 0 otherwise. The references do not matter.
record RegexMatch(GuardedPattern pattern) implements Metric {

    @Override
    public double score(Prediction prediction, Example example) {
        return pattern.isFoundIn(prediction.answer()) ? 1 : 0;
    }
}
