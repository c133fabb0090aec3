package dev.hone.optimizer.race;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.Task;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.Outcome;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/// One race of candidates over the validation split, against each other and against the best prompt
/// so far: after each block those are taken out of which a [sequential
/// test][dev.hone.statistics.SequentialTest] says that they cannot be the one to choose. All are
/// asked the same examples in the same order, so that only how the prompts differ counts.
public final class Race {

    private static final double GROWTH = 1.15;

    private final Task task;
    private final Evaluator evaluator;
    private final RaceRules rules;
    private final List<Example> order;
    private final Map<Prompt, Map<String, Outcome>> outcomes = new HashMap<>();
    private final Map<Prompt, Provenance> provenances = new HashMap<>();

    /// @param random shuffles the examples
    public Race(Task task, Evaluator evaluator, RaceRules rules, RandomGenerator random) {
        this.task = task;
        this.evaluator = evaluator;
        this.rules = rules;
        this.order = new ArrayList<>(task.splits().validation().examples());
        Collections.shuffle(order, Random.from(random));
    }

    /// A candidate that was taken out.
    ///
    /// @param examples it was asked
    /// @param behind its mean difference to the best prompt so far on them
    public record Dropped(Prompt prompt, int examples, double behind) {}

    /// @param finished in the order of the candidates
    /// @param dropped in the order in which they were taken out
    public record Result(List<Evaluation> finished, List<Dropped> dropped) {}

    /// @param candidates different from each other and from the incumbent, none asked before
    /// @param incumbent the best prompt so far, on the whole split
    public Result run(List<Prompt> candidates, Evaluation incumbent) {
        remember(incumbent);
        double headroom =
                incumbent.outcomes().stream()
                        .filter(Outcome.Scored.class::isInstance)
                        .mapToDouble(outcome -> 1 - ((Outcome.Scored) outcome).score())
                        .sum();
        Duels duels = new Duels(rules, candidates, incumbent.prompt(), headroom, order.size());
        List<Prompt> racing = new ArrayList<>(candidates);
        List<Dropped> dropped = new ArrayList<>();
        int from = 0;
        double block = rules.block();
        while (from < order.size() && !racing.isEmpty()) {
            int to = Math.min(order.size(), from + (int) Math.ceil(block));
            Dataset asked = new Dataset(task.splits().validation().name(), order.subList(from, to));
            evaluator.evaluateAll(task, racing, asked).forEach(this::remember);
            for (Example example : asked) {
                duels.add(racing, prompt -> outcome(prompt, example));
            }
            from = to;
            block *= GROWTH;
            if (from < order.size()) {
                takeOut(racing, duels, from, dropped);
            }
        }
        return new Result(racing.stream().map(this::whole).toList(), dropped);
    }

    /// Those that are furthest behind go first: one that has been taken out beats nobody.
    private static void takeOut(
            List<Prompt> racing, Duels duels, int asked, List<Dropped> dropped) {
        List<Prompt> worstFirst = new ArrayList<>(racing.reversed());
        worstFirst.sort(Comparator.comparingDouble(duels::behind));
        for (Prompt prompt : worstFirst) {
            if (duels.isLost(prompt, racing)) {
                racing.remove(prompt);
                dropped.add(new Dropped(prompt, asked, duels.behind(prompt)));
            }
        }
    }

    private void remember(Evaluation evaluation) {
        Map<String, Outcome> of =
                outcomes.computeIfAbsent(evaluation.prompt(), prompt -> new HashMap<>());
        evaluation.outcomes().forEach(outcome -> of.put(outcome.example().id(), outcome));
        provenances.put(evaluation.prompt(), evaluation.provenance());
    }

    private Outcome outcome(Prompt prompt, Example example) {
        return Objects.requireNonNull(
                Objects.requireNonNull(outcomes.get(prompt), "asked").get(example.id()), "asked");
    }

    /// As though the whole split had been asked at once.
    private Evaluation whole(Prompt prompt) {
        Dataset validation = task.splits().validation();
        SequencedMap<String, Outcome> inOrder = new LinkedHashMap<>();
        for (Example example : validation) {
            inOrder.put(example.id(), outcome(prompt, example));
        }
        Provenance block = Objects.requireNonNull(provenances.get(prompt), "asked");
        return new Evaluation(
                prompt,
                validation.name(),
                List.copyOf(inOrder.values()),
                new Provenance(
                        block.taskModel(),
                        block.settings(),
                        block.task(),
                        validation.digest(),
                        block.version()));
    }
}
