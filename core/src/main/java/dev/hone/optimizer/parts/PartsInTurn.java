package dev.hone.optimizer.parts;

import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.optimizer.Forecast;
import dev.hone.optimizer.Optimization;
import dev.hone.optimizer.Optimizer;
import dev.hone.optimizer.search.Algorithm;
import dev.hone.optimizer.search.SearchRoles;
import dev.hone.run.StopReason;

import java.util.ArrayList;
import java.util.List;

/// Coordinate search: for each part of the prompt, in order, a whole search of the algorithm with
/// the other parts as the best prompt so far has them. A prompt in one piece is searched as ever.
///
/// @param algorithm that searches in each turn
public record PartsInTurn(Algorithm algorithm) implements Algorithm {

    @Override
    public String name() {
        return algorithm.name();
    }

    @Override
    public Optimizer optimizer(SearchRoles roles, int maxSteps) {
        return (task, seed) ->
                task.template().parts().isEmpty()
                        ? algorithm.optimizer(roles, maxSteps).optimize(task, seed)
                        : search(task, seed, roles, maxSteps);
    }

    private Optimization search(Task task, Prompt seed, SearchRoles roles, int maxSteps) {
        List<Optimization> found = new ArrayList<>();
        WholePrompts told = new WholePrompts(roles.listener());
        Prompt best = seed;
        int steps = 0;
        for (String part : task.template().parts()) {
            Turn turn = new Turn(task, best, part, steps);
            Optimizer search =
                    algorithm.optimizer(turn.roles(roles, told), Math.max(0, maxSteps - steps));
            Optimization result = turn.whole(search.optimize(turn.asSeen(), turn.seed()));
            found.add(result);
            best = result.best().prompt();
            steps += result.steps();
            if (isOver(result.stopReason())) {
                break;
            }
        }
        return Turn.joined(found);
    }

    /// A budget that ended has ended for all parts, and a score that is good enough is.
    private static boolean isOver(StopReason reason) {
        return switch (reason) {
            case STEPS, PATIENCE -> false;
            default -> true;
        };
    }

    /// As if every turn made all the steps it may make.
    @Override
    public Forecast forecast(Task task, int maxSteps) {
        Forecast each = algorithm.forecast(task, maxSteps);
        int turns = Math.max(1, task.template().parts().size());
        return new Forecast(turns * each.taskModelCalls(), turns * each.optimizerModelCalls());
    }

    @Override
    public int candidatesPerRequest() {
        return algorithm.candidatesPerRequest();
    }
}
