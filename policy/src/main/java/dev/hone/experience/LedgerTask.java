package dev.hone.experience;

import dev.hone.Digest;
import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Provenance;
import dev.hone.ledger.Ledger;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.PromptEvaluated;
import dev.hone.run.RunEvent.RunStarted;
import dev.hone.run.RunId;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the runs in a ledger were about: a task put to a model in one way. The same task under
/// another model, other settings, another template or another metric is another one, because its
/// scores say something else.
///
/// @param name of the task
/// @param model that was asked
/// @param settings digest of the model's settings
/// @param protocol digest of the template, the demonstrations, the answer reader and the metric
/// @param runs that evaluated prompts on it, oldest first
public record LedgerTask(
        String name, String model, Digest settings, Digest protocol, List<RunId> runs) {

    private static final int MOST_NAMED = 12;

    public LedgerTask {
        runs = List.copyOf(runs);
    }

    /// The task's name and a short digest that tells it from its namesakes.
    public String id() {
        return name + "@" + Digest.of(name, model, settings.hex(), protocol.hex()).abbreviated();
    }

    /// All tasks of a ledger on which a prompt was evaluated, in the order of their first run.
    public static List<LedgerTask> all(Ledger ledger) {
        Map<LedgerTask, Set<RunId>> runs = new LinkedHashMap<>();
        for (RunId run : ledger.runs()) {
            List<RunEvent> events = ledger.read(run, 0);
            if (events.isEmpty() || !(events.getFirst() instanceof RunStarted started)) {
                continue;
            }
            for (RunEvent event : events) {
                if (event instanceof PromptEvaluated evaluated) {
                    LedgerTask task = of(started.task(), evaluated.evaluation().provenance());
                    runs.computeIfAbsent(task, key -> new LinkedHashSet<>()).add(run);
                }
            }
        }
        return runs.entrySet().stream()
                .map(entry -> entry.getKey().with(List.copyOf(entry.getValue())))
                .toList();
    }

    /// The task with a name or an [id][#id()]; without one, the only task of the ledger.
    ///
    /// @throws InputException when there is none, or several, with their ids
    public static LedgerTask choose(Ledger ledger, Optional<String> nameOrId) {
        List<LedgerTask> tasks = all(ledger);
        List<LedgerTask> chosen =
                tasks.stream()
                        .filter(task -> nameOrId.isEmpty() || task.answersTo(nameOrId.get()))
                        .toList();
        if (chosen.size() == 1) {
            return chosen.getFirst();
        }
        if (tasks.isEmpty()) {
            throw new InputException(
                    "The ledger holds no evaluation to learn from. Run hone optimize or hone"
                            + " evaluate first.");
        }
        if (chosen.isEmpty()) {
            throw new InputException(
                    "The ledger has no task \""
                            + Excerpt.of(nameOrId.orElse(""))
                            + "\". It has "
                            + listed(tasks)
                            + ".");
        }
        throw new InputException(
                (nameOrId.isEmpty()
                                ? "The ledger has several tasks"
                                : "The ledger has several tasks \""
                                        + Excerpt.of(nameOrId.get())
                                        + "\", which differ in model, settings, template or"
                                        + " metric")
                        + ": "
                        + listed(chosen)
                        + ". Choose one of them.");
    }

    private static String listed(List<LedgerTask> tasks) {
        String named =
                tasks.stream()
                        .limit(MOST_NAMED)
                        .map(task -> Excerpt.of(task.id()) + " (" + Excerpt.of(task.model) + ")")
                        .collect(Collectors.joining(", "));
        return tasks.size() > MOST_NAMED
                ? named + " and " + (tasks.size() - MOST_NAMED) + " more"
                : named;
    }

    /// Whether an evaluation of a run was on this task.
    boolean covers(RunStarted started, Provenance provenance) {
        return with(List.of()).equals(of(started.task(), provenance));
    }

    private boolean answersTo(String nameOrId) {
        return nameOrId.equals(name) || nameOrId.equals(id());
    }

    private LedgerTask with(List<RunId> newRuns) {
        return new LedgerTask(name, model, settings, protocol, newRuns);
    }

    private static LedgerTask of(String name, Provenance provenance) {
        return new LedgerTask(
                name, provenance.taskModel(), provenance.settings(), provenance.task(), List.of());
    }
}
