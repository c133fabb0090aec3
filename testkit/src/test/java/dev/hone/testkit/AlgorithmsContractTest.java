package dev.hone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Prompt;
import dev.hone.Template;
import dev.hone.evaluation.Evaluator;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelSettings;
import dev.hone.optimizer.Optimizer;
import dev.hone.optimizer.catalog.Algorithms;
import dev.hone.optimizer.parts.PartsInTurn;
import dev.hone.optimizer.search.Algorithm;
import dev.hone.optimizer.search.OptimizerModel;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunListener;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Every algorithm of the catalogue but GPO, which has a test of its own.
class AlgorithmsContractTest {

    abstract static class OfAlgorithm extends OptimizerContract {

        private final String name;
        private final String preset;
        private final Map<String, String> options;

        OfAlgorithm(String name, Map<String, String> options) {
            this(name, "default", options);
        }

        OfAlgorithm(String name, String preset, Map<String, String> options) {
            this.name = name;
            this.preset = preset;
            this.options = options;
        }

        @Override
        protected Optimizer optimizer(
                Evaluator evaluator, LanguageModel model, long seed, RunListener listener) {
            RandomStreams random = new RandomStreams(seed);
            SearchRoles roles =
                    new SearchRoles(
                            evaluator,
                            new OptimizerModel(
                                    model, ModelSettings.of("optimizer", 1, 512), random),
                            texts -> texts.stream().map(text -> new float[] {1}).toList(),
                            random,
                            listener);
            return searching(Algorithms.parse(name, preset, options))
                    .optimizer(roles, Integer.MAX_VALUE);
        }

        Algorithm searching(Algorithm algorithm) {
            return algorithm;
        }
    }

    @Test
    void everyAlgorithmIsHeldToTheContract() throws ReflectiveOperationException {
        Set<String> held = new TreeSet<>();
        for (Class<?> type : AlgorithmsContractTest.class.getDeclaredClasses()) {
            boolean isTest = type.isAnnotationPresent(Nested.class);
            if (isTest && OfAlgorithm.class.isAssignableFrom(type)) {
                Object test =
                        type.getDeclaredConstructor(AlgorithmsContractTest.class).newInstance(this);
                held.add(((OfAlgorithm) test).name);
            }
        }
        assertThat(held).containsExactlyInAnyOrderElementsOf(Algorithms.names());
    }

    /// Two parts, one after the other.
    abstract static class OfParts extends OfAlgorithm {

        OfParts(String name, Map<String, String> options) {
            super(name, options);
        }

        @Override
        Algorithm searching(Algorithm algorithm) {
            return new PartsInTurn(algorithm);
        }

        @Override
        protected Prompt seed() {
            return new Prompt("<style>\nThink.\n</style>\n<form>\nGo on.\n</form>");
        }

        @Override
        protected Template template() {
            return new Template(
                    Template.QUESTION_END
                            .text()
                            .replace("{{prompt}}", "{{prompt.style}} {{prompt.form}}"));
        }
    }

    @Nested
    class OproInTurn extends OfParts {
        OproInTurn() {
            super("opro", Map.of("steps", "4", "threshold", "0"));
        }
    }

    @Nested
    class GpoInTurn extends OfParts {
        GpoInTurn() {
            super("gpo", Map.of("steps", "4"));
        }
    }

    @Nested
    class EvoPromptInTurn extends OfParts {
        EvoPromptInTurn() {
            super("evoprompt", Map.of("steps", "3", "population", "4"));
        }
    }

    @Nested
    class Capo extends OfAlgorithm {
        Capo() {
            super("capo", Map.of("steps", "6", "block-size", "10"));
        }
    }

    @Nested
    class Gepa extends OfAlgorithm {
        Gepa() {
            super("gepa", Map.of("steps", "40", "minibatch", "16"));
        }
    }

    @Nested
    class Mipro extends OfAlgorithm {
        Mipro() {
            super("mipro", Map.of("batch", "10"));
        }
    }

    @Nested
    class MiproOnTheWholeSplit extends OfAlgorithm {
        MiproOnTheWholeSplit() {
            super("mipro", Map.of("steps", "8", "batch", "30", "shots", "1"));
        }
    }

    @Nested
    class Opro extends OfAlgorithm {
        Opro() {
            super("opro", Map.of("steps", "6", "threshold", "0"));
        }
    }

    @Nested
    class Pe2 extends OfAlgorithm {
        Pe2() {
            super("pe2", Map.of());
        }
    }

    @Nested
    class EvoPromptDe extends OfAlgorithm {
        EvoPromptDe() {
            super("evoprompt", Map.of("steps", "4", "population", "5"));
        }
    }

    @Nested
    class EvoPromptGa extends OfAlgorithm {
        EvoPromptGa() {
            super("evoprompt", Map.of("operator", "ga", "steps", "4", "population", "5"));
        }
    }

    @Nested
    class RandomSearch extends OfAlgorithm {
        RandomSearch() {
            super("random-search", Map.of("steps", "20", "candidates", "1", "demonstrations", "1"));
        }
    }

    @Nested
    class Ape extends OfAlgorithm {
        Ape() {
            super("ape", Map.of("subsamples", "2", "prompts", "10", "steps", "3"));
        }
    }

    @Nested
    class ApeWithABandit extends OfAlgorithm {
        ApeWithABandit() {
            super(
                    "ape",
                    Map.of(
                            "subsamples", "2",
                            "prompts", "10",
                            "steps", "2",
                            "scoring", "ucb",
                            "samples", "10",
                            "tried", "5"));
        }
    }

    @Nested
    class Apo extends OfAlgorithm {
        Apo() {
            super("apo", Map.of("steps", "3", "samples", "10"));
        }
    }

    @Nested
    class ApoWithABandit extends OfAlgorithm {
        ApoWithABandit() {
            super(
                    "apo",
                    Map.of(
                            "steps", "3",
                            "evaluator", "successive-rejects",
                            "keep-by", "errors",
                            "reasons", "2",
                            "edits", "2"));
        }
    }

    @Nested
    class ApeOfGpo extends OfAlgorithm {
        ApeOfGpo() {
            super("ape", "gpo-paper", Map.of());
        }
    }

    @Nested
    class Sgdm extends OfAlgorithm {
        Sgdm() {
            super("sgdm", Map.of());
        }
    }
}
