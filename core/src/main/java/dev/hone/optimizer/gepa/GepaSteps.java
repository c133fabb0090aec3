package dev.hone.optimizer.gepa;

import dev.hone.Dataset;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Evaluation;
import dev.hone.model.Completion;
import dev.hone.model.Message;
import dev.hone.optimizer.search.Attempts;
import dev.hone.optimizer.search.Draft;
import dev.hone.optimizer.search.Drafts;
import dev.hone.optimizer.search.Scoreboard;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.optimizer.search.Steps;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;
import dev.hone.statistics.PairedScores;

import java.util.List;
import java.util.OptionalInt;

/// The steps of one search of GEPA (paper, algorithm 1). A step mutates a parent of the frontier
/// or, after a step whose mutation joined the pool, merges two. What comes of it is tried on a few
/// examples, and joins the pool with its score on validation where it does better than its parent,
/// or as well as the better of two.
final class GepaSteps implements Steps {

    private final Task task;
    private final GepaConfig config;
    private final SearchRoles roles;
    private final Scoreboard scoreboard;
    private final Minibatches minibatches;
    private final Drafts drafts;
    private final Attempts attempts;
    private final Lineage lineage = new Lineage();
    private final Couples couples = new Couples(lineage);
    private boolean mutationJoined;
    private int mergesJoined;

    GepaSteps(
            Task task,
            GepaConfig config,
            SearchRoles roles,
            Scoreboard scoreboard,
            Minibatches minibatches) {
        this.task = task;
        this.config = config;
        this.roles = roles;
        this.scoreboard = scoreboard;
        this.minibatches = minibatches;
        this.drafts = new Drafts(task, roles.listener());
        this.attempts = new Attempts(roles.listener());
    }

    @Override
    public Trajectory make(int step, Trajectory pool) {
        List<Offspring> offspring = attempts.at(step, List.of(), () -> offspring(step, pool));
        Trajectory longer = pool;
        for (Offspring child : offspring) {
            ScoredPrompt scored = scoreboard.score(child.prompt(), step);
            lineage.add(child.prompt(), child.parents());
            mutationJoined = child.parents().size() == 1;
            mergesJoined += mutationJoined ? 0 : 1;
            longer = longer.plus(scored);
        }
        return longer;
    }

    /// One at most.
    private List<Offspring> offspring(int step, Trajectory pool) {
        boolean mayMerge = mutationJoined && mergesJoined < config.merges();
        mutationJoined = false;
        Frontier frontier =
                Frontier.of(
                        pool.entries().stream()
                                .map(entry -> scoreboard.evaluation(entry.prompt()))
                                .toList());
        List<ScoredPrompt> couple =
                mayMerge
                        ? couples.draw(
                                pool.entries(), frontier, roles.random().stream("couple/" + step))
                        : List.of();
        return couple.isEmpty() ? mutated(step, frontier) : merged(step, couple);
    }

    private List<Offspring> mutated(int step, Frontier frontier) {
        Prompt parent = frontier.draw(roles.random().stream("parent/" + step));
        Dataset minibatch = minibatches.at(step);
        Evaluation before = roles.evaluator().evaluate(task, parent, minibatch);
        if (before.scoredCount() == 0 || (config.skipPerfect() && before.score() == 1)) {
            return List.of();
        }
        return written(step, GepaMetaPrompt.mutation(task, parent, before), parent).stream()
                .filter(
                        child ->
                                improves(
                                        before, roles.evaluator().evaluate(task, child, minibatch)))
                .map(child -> new Offspring(child, List.of(parent)))
                .toList();
    }

    private static boolean improves(Evaluation parent, Evaluation child) {
        return PairedScores.of(parent.outcomes(), child.outcomes()).gain() > 0;
    }

    private List<Offspring> merged(int step, List<ScoredPrompt> couple) {
        ScoredPrompt better = couple.getFirst();
        ScoredPrompt other = couple.getLast();
        Evaluation ofBetter = scoreboard.evaluation(better.prompt());
        Evaluation ofOther = scoreboard.evaluation(other.prompt());
        Dataset sample =
                Couples.sample(
                        ofBetter,
                        ofOther,
                        config.mergeSample(),
                        roles.random().stream("merge-sample/" + step));
        if (sample.isEmpty()) {
            return List.of();
        }
        return written(step, GepaMetaPrompt.merge(task, better, other), better.prompt()).stream()
                .filter(child -> keepsUp(child, sample, List.of(ofBetter, ofOther)))
                .map(child -> new Offspring(child, List.of(better.prompt(), other.prompt())))
                .toList();
    }

    private boolean keepsUp(Prompt child, Dataset sample, List<Evaluation> parents) {
        Evaluation evaluation = roles.evaluator().evaluate(task, child, sample);
        return evaluation.scoredCount() > 0
                && parents.stream()
                        .map(parent -> PairedScores.of(parent.outcomes(), evaluation.outcomes()))
                        .allMatch(scores -> scores.gain() >= 0);
    }

    /// A new prompt, or none when the answer holds none.
    private List<Prompt> written(int step, GepaMetaPrompt request, Prompt parent) {
        List<Draft> written =
                roles
                        .optimizerModel()
                        .sample(List.of(Message.user(request.text())), 1, "offspring/" + step)
                        .stream()
                        .map(completion -> read(completion, parent))
                        .toList();
        return drafts
                .sort(step, request.text(), OptionalInt.empty(), written, scoreboard.scored())
                .stream()
                .filter(prompt -> !scoreboard.scored().contains(prompt))
                .toList();
    }

    private static Draft read(Completion completion, Prompt parent) {
        Draft draft = Draft.of(GepaMetaPrompt.TAGS.read(completion.text()), parent);
        return GepaMetaPrompt.TAGS.isCutOff(completion)
                ? draft.rejected("cut off by the token limit")
                : draft;
    }

    private record Offspring(Prompt prompt, List<Prompt> parents) {}
}
