package dev.hone.bench.landscapes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// An optimizer with its numbers.
///
/// @param label in tables
/// @param optimizer as `hone compare --optimizers` takes it
/// @param options of the task file's section; empty for the preset alone
record Method(String label, String optimizer, Map<String, Object> options) {

    /// Few enough prompts that the first step leaves calls for others.
    private static final Map<String, Object> SMALL_APE =
            Map.of("prompts", 2, "subsamples", 5, "steps", 10, "keep", 2, "variations", 3);

    /// A beam that is chosen with few trials: the preset takes 2,048 a step.
    private static final Map<String, Object> SMALL_APO =
            Map.of(
                    "beam", 2,
                    "minibatch", 16,
                    "gradients", 2,
                    "paraphrases", 1,
                    "samples", 16,
                    "rounds", 4,
                    "tried", 4,
                    "steps", 20);

    /// All of Hone's, with the presets' numbers, and smaller ones where a preset asks for more than
    /// a small budget in its first step; and what the default would be if all candidates were put
    /// to the whole validation split.
    static final List<Method> ALL =
            List.of(
                    preset("gpo"),
                    new Method("gpo without races", "gpo", Map.of("racing", false)),
                    preset("gpo:paper"),
                    preset("ape"),
                    new Method("ape, small", "ape", SMALL_APE),
                    preset("apo"),
                    new Method("apo, small", "apo", SMALL_APO),
                    preset("capo"),
                    preset("evoprompt"),
                    preset("evoprompt:ga"),
                    preset("gepa"),
                    preset("mipro"),
                    preset("opro"),
                    preset("pe2"),
                    preset("random-search"),
                    preset("sgdm"));

    private static Method preset(String name) {
        return new Method(name, name, Map.of());
    }

    /// Those that can take part in one comparison: at most one section of the task file each.
    ///
    /// @param labels of those wanted; empty for all
    static List<List<Method>> groups(Set<String> labels) {
        List<List<Method>> groups = new ArrayList<>();
        List<Method> presets = new ArrayList<>();
        groups.add(presets);
        for (Method method : ALL) {
            if (!labels.isEmpty() && !labels.contains(method.label())) {
                continue;
            }
            if (method.options().isEmpty()) {
                presets.add(method);
            } else {
                groups.add(List.of(method));
            }
        }
        groups.removeIf(List::isEmpty);
        return groups;
    }

    /// The `optimizer` section of its task file.
    Map<String, Object> section() {
        Map<String, Object> section = new LinkedHashMap<>();
        section.put("name", options.isEmpty() ? "gpo" : optimizer);
        section.put("preset", "default");
        section.putAll(new TreeMap<>(options));
        return section;
    }
}
