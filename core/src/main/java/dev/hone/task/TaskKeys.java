package dev.hone.task;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Suggestion;
import dev.hone.evaluation.Objective;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every key of a task file by its dotted name, in the order of the reference page.
final class TaskKeys {

    static final List<String> ALL =
            Stream.of(
                            Stream.of("name"),
                            in("data", "train", "validation", "test", "format", "few-shot", "file"),
                            in("data.split", "train", "validation", "test", "format", "few-shot"),
                            in("data", "split-field", "seed"),
                            in("fields", "input", "target", "choices", "accepted", "references"),
                            in("fields", "id"),
                            Stream.of("prompt.seed", "prompt.seed.file", "prompt.template"),
                            in("prompt", "system", "placeholders", "parts"),
                            in("prompt.demonstrations", "count", "style"),
                            Stream.of("metric", "answer", "extract"),
                            model("task-model"),
                            model("optimizer-model"),
                            model("judge.judge-model"),
                            Stream.of("judge.rubric"),
                            in("optimizer", "name", "preset"),
                            in("stop-after", "calls", "tokens", "usd", "time", "steps", "score"),
                            in("stop-after", "patience"),
                            in("limits", "concurrency", "requests-per-minute"),
                            in("limits", "tokens-per-minute", "timeout", "retries", "max-failures"),
                            Stream.of(Objective.SETTING, "seed"))
                    .flatMap(keys -> keys)
                    .toList();

    /// The section whose further keys are the optimizer's own.
    static final String FREE = "optimizer";

    private static final Pattern FREE_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private TaskKeys() {}

    private static Stream<String> in(String section, String... keys) {
        return Stream.of(keys).map(key -> section + "." + key);
    }

    private static Stream<String> model(String section) {
        return in(section, "spec", "temperature", "max-tokens", "top-p", "stop");
    }

    /// Whether a single value, or a list where one is allowed, may stand under the key.
    static boolean isValue(String key) {
        return ALL.contains(key) || isFree(key);
    }

    /// Whether keys of its own may stand under the key.
    static boolean isSection(String key) {
        return ALL.stream().anyMatch(known -> known.startsWith(key + ".")) || isFree(key);
    }

    static boolean isList(String key) {
        return key.equals("data.file")
                || key.equals(Objective.SETTING)
                || key.endsWith("-model.stop");
    }

    private static boolean isFree(String key) {
        return key.startsWith(FREE + ".")
                && !ALL.contains(key)
                && FREE_NAME.matcher(key.substring(FREE.length() + 1)).matches();
    }

    /// The names that may stand directly in a section; `""` is the whole file.
    static Set<String> namesIn(String section) {
        Set<String> names = new LinkedHashSet<>();
        String prefix = section.isEmpty() ? "" : section + ".";
        for (String key : ALL) {
            if (key.startsWith(prefix)) {
                names.add(key.substring(prefix.length()).split("\\.", 2)[0]);
            }
        }
        return names;
    }

    /// @throws InputException when there is no such key, with the one that may have been meant
    static void check(String key, String place) {
        if (isValue(key) || isSection(key)) {
            return;
        }
        String section = "";
        String name = key;
        int dot = name.indexOf('.');
        while (dot >= 0 && isSection(within(section, name.substring(0, dot)))) {
            section = within(section, name.substring(0, dot));
            name = name.substring(dot + 1);
            dot = name.indexOf('.');
        }
        String wrong = dot < 0 ? name : name.substring(0, dot);
        String path = within(section, wrong);
        if (isValue(path)) {
            throw new InputException(place + ": \"" + path + "\" has no keys of its own.");
        }
        throw new InputException(
                place
                        + ": unknown key \""
                        + Excerpt.of(path)
                        + "\"."
                        + Suggestion.of(wrong, namesIn(section)));
    }

    static String within(String section, String name) {
        return section.isEmpty() ? name : section + "." + name;
    }
}
