package dev.hone.cli.reproduce.gpo;

import dev.hone.InputException;
import dev.hone.cli.reproduce.gpo.paper.PaperTask;
import dev.hone.cli.reproduce.gpo.paper.Treatment;
import dev.hone.task.OptimizerSection;
import dev.hone.task.TaskFile;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// A planned run as a task file, for everything that works on those: the settings of the paper's
/// script (GPO §1.4).
final class GpoTaskFile {

    /// Sections whose keys a user may set; the others are the experiment itself.
    private static final String MAY_BE_SET = "(task-model|optimizer-model|limits|stop-after)\\..*";

    private static final String BUDGETS = "stop-after\\.(calls|tokens|usd|time)";

    private GpoTaskFile() {}

    /// @param data folder of all benchmarks
    /// @param set what the command line says, by dotted key
    /// @param turns 2 where the bare answer is asked for, as the paper does with Llama chat models
    /// @throws InputException when a key is none that may be set, or its value is wrong
    static TaskFile of(PlannedRun run, Path data, Map<String, String> set, int turns) {
        set.keySet().forEach(GpoTaskFile::requireMayBeSet);
        PaperTask task = run.task();
        Treatment treatment = run.treatment();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", task.id());
        // Read elsewhere; a task file needs one.
        values.put("data.validation", data.resolve(task.benchmark()).toString());
        values.put("prompt.seed", '"' + treatment.prompt() + '"');
        values.put("prompt.template", "Q_end");
        values.put("answer", task.kind().answer());
        values.put("metric", task.kind().metric());
        values.put("seed", Long.toString(run.seed()));
        if (treatment.demonstrations() > 0) {
            values.put("prompt.demonstrations.count", Integer.toString(treatment.demonstrations()));
        } else if (turns == 2 && task.kind().hasBareAnswer()) {
            values.put("extract", "auto");
        }
        OptimizerSection optimizer = treatment.optimizer();
        if (optimizer != null) {
            values.put("optimizer.name", optimizer.name());
            values.put("optimizer.preset", optimizer.preset());
            optimizer.options().forEach((key, value) -> values.put("optimizer." + key, value));
        }
        values.putAll(new HashMap<>(set));
        return TaskFile.of(data.resolve(task.id()), values);
    }

    private static void requireMayBeSet(String key) {
        boolean isBudget = !key.startsWith("stop-after.") || key.matches(BUDGETS);
        if (!key.matches(MAY_BE_SET) || !isBudget) {
            throw new InputException(
                    (isBudget ? "--set names \"" : "--stop-after names \"")
                            + key.replaceFirst("^stop-after\\.", "")
                            + "\", but what is reproduced is not to be changed. Right are "
                            + (isBudget
                                    ? "keys of task-model, optimizer-model and limits."
                                    : "calls, tokens, usd and time."));
        }
    }
}
