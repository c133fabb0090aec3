package dev.hone.testkit;

import dev.hone.evaluation.Evaluator;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelSettings;
import dev.hone.optimizer.Optimizer;
import dev.hone.optimizer.gpo.Gpo;
import dev.hone.optimizer.gpo.GpoOptions;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunListener;

import org.junit.jupiter.api.Nested;

import java.util.List;
import java.util.Map;

/// [Gpo] in both presets, and with what is furthest from them.
class GpoContractTest {

    private static Optimizer gpo(
            String preset,
            Map<String, String> options,
            Evaluator evaluator,
            LanguageModel optimizerModel,
            long seed,
            RunListener listener) {
        return Gpo.builder()
                .config(GpoOptions.parse(preset, options))
                .evaluator(evaluator)
                .optimizerModel(optimizerModel, ModelSettings.of("optimizer", 1, 512))
                .embedder(GpoContractTest::letterCounts)
                .random(new RandomStreams(seed))
                .listener(listener)
                .build();
    }

    private static List<float[]> letterCounts(List<String> texts) {
        return texts.stream().map(GpoContractTest::letterCounts).toList();
    }

    private static float[] letterCounts(String text) {
        float[] counts = new float[128];
        text.chars().filter(c -> c < counts.length).forEach(c -> counts[c]++);
        return counts;
    }

    @Nested
    class DefaultPreset extends OptimizerContract {

        @Override
        protected Optimizer optimizer(
                Evaluator evaluator, LanguageModel model, long seed, RunListener listener) {
            return gpo("default", Map.of("steps", "5"), evaluator, model, seed, listener);
        }
    }

    @Nested
    class PaperPreset extends OptimizerContract {

        @Override
        protected Optimizer optimizer(
                Evaluator evaluator, LanguageModel model, long seed, RunListener listener) {
            return gpo("paper", Map.of(), evaluator, model, seed, listener);
        }
    }

    @Nested
    class ReflectingEditor extends OptimizerContract {

        @Override
        protected Optimizer optimizer(
                Evaluator evaluator, LanguageModel model, long seed, RunListener listener) {
            Map<String, String> options =
                    Map.of(
                            "reflection", "true",
                            "momentum", "summarization",
                            "refinement", "editing",
                            "schedule", "linear",
                            "warm-up", "1",
                            "over-budget", "ask-again");
            return gpo("paper", options, evaluator, model, seed, listener);
        }
    }
}
