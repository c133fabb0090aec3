package dev.hone.optimizer.mipro;

import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.model.Message;
import dev.hone.optimizer.search.Attempts;
import dev.hone.optimizer.search.Demonstrations;
import dev.hone.optimizer.search.Draft;
import dev.hone.optimizer.search.Drafts;
import dev.hone.optimizer.search.Exemplars;
import dev.hone.optimizer.search.SearchRoles;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Gathers the candidates of a search: demonstrations in the task model's words, and instructions
/// from the optimizer model, one request each. What a request that is not answered was to bring is
/// left out.
///
/// @param exemplars shown in every request
record Proposals(
        Task task,
        MiproConfig config,
        SearchRoles roles,
        Drafts drafts,
        Attempts attempts,
        DemonstrationSets sets,
        List<Example> exemplars) {

    /// @throws dev.hone.InputException when examples are wanted, but the task has none
    static Proposals of(Task task, MiproConfig config, SearchRoles roles) {
        return new Proposals(
                task,
                config,
                roles,
                new Drafts(task, roles.listener()),
                new Attempts(roles.listener()),
                DemonstrationSets.of(task, config, roles.random()),
                Exemplars.draw(task, config.exemplars(), roles.random().stream("exemplars")));
    }

    /// @param step that asks
    Candidates gather(int step, Prompt seed) {
        List<Demonstrations> demonstrations =
                config.reasoning()
                        ? attempts.at(
                                step,
                                sets.drawn(),
                                () -> sets.inTheModelsWords(roles.evaluator(), seed))
                        : sets.drawn();
        Set<Prompt> instructions = new LinkedHashSet<>();
        instructions.add(seed);
        for (int number = 1; number < config.instructions(); number++) {
            instructions.addAll(written(step, number, seed, demonstrations, instructions));
        }
        return Candidates.of(List.copyOf(instructions), demonstrations, task, drafts);
    }

    /// One new instruction, or none.
    ///
    /// @param number from 1
    private List<Prompt> written(
            int step,
            int number,
            Prompt seed,
            List<Demonstrations> demonstrations,
            Set<Prompt> known) {
        RandomGenerator random = roles.random().stream("tips/" + number);
        Tip tip = Tip.values()[random.nextInt(Tip.values().length)];
        MiproMetaPrompt request =
                MiproMetaPrompt.of(task, exemplars, shown(number, demonstrations), seed, tip);
        List<Draft> drafted =
                attempts.at(
                        step,
                        List.of(),
                        () ->
                                roles
                                        .optimizerModel()
                                        .sample(
                                                List.of(Message.user(request.text())),
                                                1,
                                                "instructions/" + number)
                                        .stream()
                                        .map(completion -> Draft.from(completion, seed))
                                        .toList());
        return drafted.isEmpty()
                ? List.of()
                : drafts.sort(step, request.text(), OptionalInt.empty(), drafted, known);
    }

    /// The sets that are not empty, in turn.
    private static Demonstrations shown(int number, List<Demonstrations> sets) {
        return sets.size() == 1 ? sets.getFirst() : sets.get(1 + (number - 1) % (sets.size() - 1));
    }
}
