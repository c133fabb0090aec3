package dev.hone.experience.benchmark;

import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelSettings;
import dev.hone.testkit.EvaluatorContract;

import java.util.List;

class FewShotEvaluatorTest extends EvaluatorContract {

    @Override
    protected Evaluator evaluator(LanguageModel taskModel) {
        return new FewShotEvaluator(
                new LocalEvaluator(taskModel, ModelSettings.of("contract", 0, 64), 8),
                List.of("shown"));
    }
}
