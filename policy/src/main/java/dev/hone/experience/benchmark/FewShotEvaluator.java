package dev.hone.experience.benchmark;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.Task;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.evaluation.Outcome;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Asks every question with several sets of demonstrations (QPO §5.3). The score of an example is
/// the mean over the sets that were answered; it has failed where none was.
///
/// The task's template names the column `demonstrations`, and its protocol the sets: they are part
/// of where an evaluation comes from.
///
/// @param one asks with one set
/// @param sets of which each is asked with, not empty
public record FewShotEvaluator(Evaluator one, List<String> sets) implements Evaluator {

    private static final String COLUMN = "demonstrations";

    public FewShotEvaluator {
        sets = List.copyOf(sets);
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("At least one set of demonstrations is needed.");
        }
    }

    @Override
    public List<Evaluation> evaluateAll(Task asked, List<Prompt> prompts, Dataset dataset) {
        List<List<Evaluation>> all = new ArrayList<>();
        for (String set : sets) {
            all.add(one.evaluateAll(asked, prompts, with(set, dataset)));
        }
        List<Evaluation> merged = new ArrayList<>();
        for (int prompt = 0; prompt < prompts.size(); prompt++) {
            int index = prompt;
            List<Evaluation> same = all.stream().map(list -> list.get(index)).toList();
            merged.add(
                    new Evaluation(
                            prompts.get(prompt),
                            dataset.name(),
                            merged(dataset, same.stream().map(Evaluation::outcomes).toList()),
                            provenance(same.getFirst().provenance(), dataset)));
        }
        return merged;
    }

    @Override
    public MixedEvaluation evaluateEach(Task asked, List<Prompt> prompts, Dataset dataset) {
        List<MixedEvaluation> all = new ArrayList<>();
        for (String set : sets) {
            all.add(one.evaluateEach(asked, prompts, with(set, dataset)));
        }
        return new MixedEvaluation(
                prompts,
                dataset.name(),
                merged(dataset, all.stream().map(MixedEvaluation::outcomes).toList()),
                provenance(all.getFirst().provenance(), dataset));
    }

    private static Dataset with(String set, Dataset dataset) {
        List<Example> examples = new ArrayList<>(dataset.size());
        for (Example example : dataset) {
            Map<String, String> columns = new LinkedHashMap<>(example.variables());
            columns.put(COLUMN, set);
            examples.add(
                    new Example(
                            example.id(),
                            example.input(),
                            example.references(),
                            example.choices(),
                            columns));
        }
        return new Dataset(dataset.name(), examples);
    }

    private static List<Outcome> merged(Dataset dataset, List<List<Outcome>> all) {
        List<Outcome> merged = new ArrayList<>(dataset.size());
        for (int i = 0; i < dataset.size(); i++) {
            int index = i;
            List<Outcome> same = all.stream().map(outcomes -> outcomes.get(index)).toList();
            merged.add(merged(dataset.get(i), same));
        }
        return merged;
    }

    private static Outcome merged(Example example, List<Outcome> same) {
        List<Outcome.Scored> scored =
                same.stream()
                        .filter(Outcome.Scored.class::isInstance)
                        .map(Outcome.Scored.class::cast)
                        .toList();
        if (scored.isEmpty() && same.getFirst() instanceof Outcome.Failed failed) {
            return new Outcome.Failed(example, failed.reason());
        }
        double mean = scored.stream().mapToDouble(Outcome.Scored::score).average().orElse(0);
        return new Outcome.Scored(example, scored.getFirst().prediction(), mean);
    }

    private static Provenance provenance(Provenance ofOne, Dataset dataset) {
        return new Provenance(
                ofOne.taskModel(),
                ofOne.settings(),
                ofOne.task(),
                dataset.digest(),
                ofOne.version());
    }
}
