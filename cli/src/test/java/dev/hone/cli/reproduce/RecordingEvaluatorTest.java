package dev.hone.cli.reproduce;

import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelSettings;
import dev.hone.run.RunListener;
import dev.hone.testkit.EvaluatorContract;

class RecordingEvaluatorTest extends EvaluatorContract {

    @Override
    protected Evaluator evaluator(LanguageModel taskModel) {
        return new RecordingEvaluator(
                new LocalEvaluator(taskModel, ModelSettings.of("contract", 0, 64), 8),
                RunListener.NONE,
                pairs -> () -> {});
    }
}
