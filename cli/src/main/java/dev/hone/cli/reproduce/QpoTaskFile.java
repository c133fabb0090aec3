package dev.hone.cli.reproduce;

import dev.hone.InputException;
import dev.hone.experience.benchmark.QpoTask;
import dev.hone.experience.benchmark.Setting;
import dev.hone.task.TaskFile;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// A task of the benchmark as a task file, for everything that works on those.
final class QpoTaskFile {

    /// Sections whose keys a user may set; the others are the experiment itself.
    private static final String MAY_BE_SET = "(task-model|optimizer-model|limits|stop-after)\\..*";

    private static final String LABEL_TOKENS = "64";
    private static final String REASONING_TOKENS = "512";

    private QpoTaskFile() {}

    /// @param data folder of the benchmark
    /// @param set what the command line says, by dotted key
    /// @throws InputException when a key is none that may be set, or its value is wrong
    static TaskFile of(QpoTask task, Setting setting, Path data, Map<String, String> set) {
        for (String key : set.keySet()) {
            if (!key.matches(MAY_BE_SET)) {
                throw new InputException(
                        "--set names \""
                                + key
                                + "\", but what is reproduced is not to be changed. Right are keys"
                                + " of task-model, optimizer-model, limits and stop-after.");
            }
        }
        boolean asksForNumbers = task.kind() == QpoTask.Kind.NUMBERS;
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", name(task, setting));
        values.put("data.validation", data.resolve(task.id()).toString());
        values.put("prompt.seed", "");
        values.put("prompt.template", task.template());
        values.put("metric", asksForNumbers ? "number" : "choice");
        values.put("answer", reader(task, setting));
        values.put("task-model.max-tokens", asksForNumbers ? REASONING_TOKENS : LABEL_TOKENS);
        values.putAll(new HashMap<>(set));
        return TaskFile.of(data.resolve(task.id()), values);
    }

    private static String name(QpoTask task, Setting setting) {
        return setting == Setting.ZERO_SHOT ? task.id() : task.id() + "-" + setting.label();
    }

    /// Behind demonstrations the answer is on the first line; a model without a chat format goes on
    /// with further questions.
    private static String reader(QpoTask task, Setting setting) {
        if (task.kind() == QpoTask.Kind.NUMBERS) {
            return "number";
        }
        return setting == Setting.FEW_SHOT ? "first-line" : "choice";
    }
}
