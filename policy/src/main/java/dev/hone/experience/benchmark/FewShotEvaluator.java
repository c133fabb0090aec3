package dev.hone.experience.benchmark;

import dev.hone.Dataset;
import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.Task;
import dev.hone.Template;
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
/// The prompt stands once, before the demonstrations. The task's own template is not used.
///
/// @param one asks with one set
/// @param sets of which each is asked with, not empty
public record FewShotEvaluator(Evaluator one, QpoTask task, List<String> sets)
        implements Evaluator {

    private static final String COLUMN = "demonstrations";

    public FewShotEvaluator {
        sets = List.copyOf(sets);
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("At least one set of demonstrations is needed.");
        }
    }

    @Override
    public List<Evaluation> evaluateAll(Task asked, List<Prompt> prompts, Dataset dataset) {
        Task shown = shown(asked);
        List<List<Evaluation>> all = new ArrayList<>();
        for (String set : sets) {
            all.add(one.evaluateAll(shown, prompts, with(set, dataset)));
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
        Task shown = shown(asked);
        List<MixedEvaluation> all = new ArrayList<>();
        for (String set : sets) {
            all.add(one.evaluateEach(shown, prompts, with(set, dataset)));
        }
        return new MixedEvaluation(
                prompts,
                dataset.name(),
                merged(dataset, all.stream().map(MixedEvaluation::outcomes).toList()),
                provenance(all.getFirst().provenance(), dataset));
    }

    private Task shown(Task asked) {
        return new Task(
                asked.name(),
                asked.splits(),
                new Template(task.fewShotTemplate()),
                asked.demonstrations(),
                asked.extraction(),
                asked.reader(),
                asked.metric(),
                asked.protocol());
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

    private Provenance provenance(Provenance ofOne, Dataset dataset) {
        List<String> origins = new ArrayList<>(sets);
        origins.add(ofOne.task().hex());
        return new Provenance(
                ofOne.taskModel(),
                ofOne.settings(),
                Digest.of(origins.toArray(String[]::new)),
                dataset.digest(),
                ofOne.version());
    }
}
