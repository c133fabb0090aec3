package dev.hone.optimizer.capo;

import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.model.Completion;
import dev.hone.model.Message;
import dev.hone.optimizer.search.Draft;
import dev.hone.optimizer.search.Drafts;
import dev.hone.optimizer.search.Exemplars;
import dev.hone.optimizer.search.SearchRoles;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Writes new individuals: variations of the seed prompt at first, then offspring by crossover and
/// mutation (paper, algorithms 2 and 3). Each takes one or two requests to the optimizer model.
///
/// @param exemplars shown in every request, the same for the whole search
record Breeding(Task task, SearchRoles roles, Shots shots, Drafts drafts, List<Example> exemplars) {

    /// @throws dev.hone.InputException when examples are wanted, but the task has none to show
    static Breeding of(Task task, CapoConfig config, SearchRoles roles) {
        return new Breeding(
                task,
                roles,
                Shots.of(task, config, roles.evaluator()),
                new Drafts(task, roles.listener()),
                Exemplars.draw(task, config.exemplars(), roles.random().stream("exemplars")));
    }

    /// Variations of an individual with demonstrations of their own.
    ///
    /// @param known the prompts whose scores are known already
    /// @return at most `count`, fewer where answers are not usable
    List<Individual> variations(int step, Individual of, int count, Set<Prompt> known) {
        RandomGenerator random = roles.random().stream("variations/shots/" + step);
        Request request =
                new Request(
                        CapoMetaPrompt.mutation(task, exemplars, of.instruction()),
                        of,
                        count,
                        "variations/" + step);
        return written(step, request, known, text -> shots.first(text, random));
    }

    /// The mutated child of two parents drawn at random.
    ///
    /// @param number tells the children of a step apart
    /// @param parents at least two
    /// @param known the prompts whose scores are known already
    /// @return one, or none where an answer is not usable
    List<Individual> child(int step, int number, List<Individual> parents, Set<Prompt> known) {
        String name = step + "/" + number;
        RandomGenerator random = roles.random().stream("children/" + name);
        List<Individual> drawn = new ArrayList<>(parents);
        Collections.shuffle(drawn, random);
        Individual mother = drawn.get(0);
        Individual father = drawn.get(1);
        Request crossover =
                new Request(
                        CapoMetaPrompt.crossover(
                                task, exemplars, mother.instruction(), father.instruction()),
                        mother,
                        1,
                        "crossover/" + name);
        List<Individual> children = new ArrayList<>();
        for (Individual crossed :
                written(step, crossover, known, text -> Shots.crossed(mother, father, random))) {
            Request mutation =
                    new Request(
                            CapoMetaPrompt.mutation(task, exemplars, crossed.instruction()),
                            crossed,
                            1,
                            "mutation/" + name);
            children.addAll(
                    written(
                            step,
                            mutation,
                            known,
                            text -> shots.mutated(text, crossed.shots(), random)));
        }
        return children;
    }

    /// @param shots the demonstrations of a new instruction
    private List<Individual> written(
            int step, Request request, Set<Prompt> known, Function<Prompt, List<Example>> shots) {
        List<Draft> written = new ArrayList<>();
        List<Individual> usable = new ArrayList<>();
        for (Completion completion :
                roles.optimizerModel()
                        .sample(
                                List.of(Message.user(request.metaPrompt.text())),
                                request.samples,
                                request.stream)) {
            Draft draft = read(completion, request.parent.instruction());
            if (draft.isUsable()) {
                Individual individual =
                        Individual.of(draft.prompt(), shots.apply(draft.prompt()), task);
                draft = Draft.of(individual.prompt().text(), request.parent.prompt());
                if (draft.isUsable()) {
                    usable.add(individual);
                }
            }
            written.add(draft);
        }
        drafts.sort(step, request.metaPrompt.text(), OptionalInt.empty(), written, known);
        return usable;
    }

    private Draft read(Completion completion, Prompt parent) {
        Draft draft = drafts.checked(Draft.of(CapoMetaPrompt.TAGS.read(completion.text()), parent));
        return CapoMetaPrompt.TAGS.isCutOff(completion)
                ? draft.rejected("cut off by the token limit")
                : draft;
    }

    /// @param parent whose instruction is to be changed
    /// @param stream names the draw of the answers
    private record Request(
            CapoMetaPrompt metaPrompt, Individual parent, int samples, String stream) {}
}
