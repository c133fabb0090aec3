package dev.hone.testkit;

import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelSettings;

class LocalEvaluatorContractTest extends EvaluatorContract {

    @Override
    protected Evaluator evaluator(LanguageModel taskModel) {
        return new LocalEvaluator(taskModel, ModelSettings.of("contract", 0, 64), 16);
    }
}
