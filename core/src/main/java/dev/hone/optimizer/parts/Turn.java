package dev.hone.optimizer.parts;

import dev.hone.Dataset;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.optimizer.Optimization;
import dev.hone.optimizer.search.OptimizerModel;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.Proposal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One part's turn: the task as the algorithm sees it, where the part alone is the prompt, and the
/// way back to whole prompts. Immutable.
///
/// @param task with the prompt in all its parts
/// @param before the whole prompt the turn starts from
/// @param part whose turn it is
/// @param stepsBefore steps of the turns before this one
record Turn(Task task, Prompt before, String part, int stepsBefore) {

    /// What the prompt of the turn starts from.
    Prompt seed() {
        return new Prompt(before.part(part).orElse(""));
    }

    /// The whole prompt with a new text for the part.
    Prompt whole(Prompt text) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String name : task.template().parts()) {
            parts.put(name, name.equals(part) ? text.text() : before.part(name).orElse(""));
        }
        return Prompt.ofParts(parts);
    }

    /// The task of the turn, for those who write and show prompts.
    Task asSeen() {
        return new Task(
                task.name(),
                task.splits(),
                template(),
                task.demonstrations(),
                task.extraction(),
                task.reader(),
                task.metric(),
                task.protocol());
    }

    /// The other parts are text like any around the prompt.
    private Template template() {
        Template template = task.template();
        List<String> present = Template.placeholdersIn(seed().text());
        return new Template(
                filled(template.system()),
                filled(template.text()),
                template.own().stream().filter(present::contains).toList());
    }

    private String filled(String text) {
        String filled = text;
        for (String name : task.template().parts()) {
            String place = "{{prompt." + name + "}}";
            String value = name.equals(part) ? "{{prompt}}" : shown(before.part(name).orElse(""));
            filled = filled.replace(place, value);
        }
        return filled;
    }

    /// Braces that are no placeholders of the task must not be taken for some.
    private String shown(String text) {
        List<String> own = task.template().own();
        boolean isFilledIn = own.containsAll(Template.placeholdersIn(text));
        return isFilledIn ? text : text.replace("{{", "{ {");
    }

    /// Roles that see the turn: whole prompts are evaluated and told of, and chance is the turn's.
    SearchRoles roles(SearchRoles roles, WholePrompts told) {
        RandomStreams random = new RandomStreams(roles.random().seedOf("part/" + part));
        OptimizerModel model = roles.optimizerModel();
        return new SearchRoles(
                evaluator(roles.evaluator()),
                new OptimizerModel(model.model(), model.settings(), random),
                roles.embedder(),
                random,
                told.of(this));
    }

    private Evaluator evaluator(Evaluator whole) {
        return new Evaluator() {
            @Override
            public List<Evaluation> evaluateAll(Task seen, List<Prompt> prompts, Dataset data) {
                List<Evaluation> found = new ArrayList<>();
                List<Evaluation> evaluations =
                        whole.evaluateAll(
                                task, prompts.stream().map(Turn.this::whole).toList(), data);
                for (int i = 0; i < prompts.size(); i++) {
                    found.add(under(prompts.get(i), evaluations.get(i)));
                }
                return found;
            }

            @Override
            public MixedEvaluation evaluateEach(Task seen, List<Prompt> prompts, Dataset data) {
                MixedEvaluation mixed =
                        whole.evaluateEach(
                                task, prompts.stream().map(Turn.this::whole).toList(), data);
                return new MixedEvaluation(
                        prompts, mixed.dataset(), mixed.outcomes(), mixed.provenance());
            }
        };
    }

    private static Evaluation under(Prompt prompt, Evaluation evaluation) {
        return new Evaluation(
                prompt, evaluation.dataset(), evaluation.outcomes(), evaluation.provenance());
    }

    private Evaluation whole(Evaluation evaluation) {
        return under(whole(evaluation.prompt()), evaluation);
    }

    /// An event of the turn as the run tells it.
    RunEvent whole(RunEvent event) {
        return switch (event) {
            case RunEvent.CandidatesProposed proposed ->
                    new RunEvent.CandidatesProposed(
                            stepsBefore + proposed.step(),
                            proposed.metaPrompt(),
                            proposed.editBudget(),
                            proposed.proposals().stream().map(this::whole).toList());
            case RunEvent.PromptEvaluated evaluated ->
                    new RunEvent.PromptEvaluated(
                            evaluated.step() == 0 ? 0 : stepsBefore + evaluated.step(),
                            whole(evaluated.evaluation()));
            case RunEvent.CandidateDropped dropped ->
                    new RunEvent.CandidateDropped(
                            stepsBefore + dropped.step(),
                            whole(dropped.prompt()),
                            dropped.examples(),
                            dropped.estimate());
            case RunEvent.StepFailed failed ->
                    new RunEvent.StepFailed(stepsBefore + failed.step(), failed.reason());
            case RunEvent.StepCompleted completed ->
                    new RunEvent.StepCompleted(
                            stepsBefore + completed.step(),
                            whole(completed.current()),
                            completed.currentScore(),
                            whole(completed.best()),
                            completed.bestScore());
            case RunEvent.RunStarted started -> started;
            case RunEvent.RunFinished finished -> finished;
        };
    }

    private Proposal whole(Proposal proposal) {
        return new Proposal(
                whole(proposal.prompt()),
                whole(proposal.parent()),
                proposal.editDistance(),
                proposal.status(),
                proposal.note());
    }

    /// What the search of the turn found, as whole prompts.
    Optimization whole(Optimization found) {
        List<ScoredPrompt> entries =
                found.trajectory().entries().stream()
                        .map(
                                entry ->
                                        new ScoredPrompt(
                                                whole(entry.prompt()),
                                                entry.score(),
                                                entry.step() == 0
                                                        ? stepsBefore
                                                        : stepsBefore + entry.step()))
                        .toList();
        return new Optimization(
                whole(found.seed()),
                whole(found.best()),
                new Trajectory(entries),
                found.steps(),
                found.stopReason());
    }

    /// All turns as one search: what one turn starts from is what the one before it found.
    ///
    /// @param turns at least one
    static Optimization joined(List<Optimization> turns) {
        List<ScoredPrompt> entries = new ArrayList<>(turns.getFirst().trajectory().entries());
        for (Optimization turn : turns.subList(1, turns.size())) {
            List<ScoredPrompt> later = turn.trajectory().entries();
            entries.addAll(later.subList(1, later.size()));
        }
        Optimization last = turns.getLast();
        return new Optimization(
                turns.getFirst().seed(),
                last.best(),
                new Trajectory(entries),
                turns.stream().mapToInt(Optimization::steps).sum(),
                last.stopReason());
    }
}
