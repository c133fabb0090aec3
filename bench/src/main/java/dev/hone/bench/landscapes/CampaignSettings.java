package dev.hone.bench.landscapes;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What [LandscapeCampaign] does.
///
/// @param data folder of recorded scores, with a folder for each suite; null for none
/// @param out where tasks, ledgers and results go
/// @param methods labels; empty for all
/// @param seeds of each method
/// @param calls the budget of each search
/// @param validation examples of each task
/// @param from tasks of each suite that are left out, at the beginning
/// @param tasks of each suite that are taken
/// @param workers landscapes at a time
record CampaignSettings(
        @Nullable Path data,
        Path out,
        Set<String> methods,
        int seeds,
        int calls,
        int validation,
        int from,
        int tasks,
        int workers) {

    private static final Map<String, Integer> NUMBERS =
            Map.of(
                    "seeds", 10,
                    "calls", 4_000,
                    "validation", 50,
                    "from", 0,
                    "tasks", 3,
                    "workers", 2);

    /// @param out where results go when nothing else is said
    /// @param args `--data FOLDER`, `--out FOLDER`, `--methods LABELS` with semicolons between, and
    ///   `NAME=NUMBER`
    /// @throws IllegalArgumentException for anything else
    static CampaignSettings parse(Path out, String... args) {
        Map<String, Integer> numbers = new HashMap<>(NUMBERS);
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            String name = equals < 0 ? args[i] : args[i].substring(0, equals);
            if (NUMBERS.containsKey(name)) {
                numbers.put(name, Integer.parseInt(args[i].substring(equals + 1)));
            } else if (Set.of("--data", "--out", "--methods").contains(name)
                    && i + 1 < args.length) {
                options.put(name, args[++i]);
            } else {
                throw new IllegalArgumentException(
                        name
                                + " is not --data FOLDER, --out FOLDER, --methods LABELS, or"
                                + " NAME=NUMBER with seeds, calls, validation, from, tasks or"
                                + " workers for a name.");
            }
        }
        String data = options.get("--data");
        String methods = options.get("--methods");
        return new CampaignSettings(
                data == null ? null : Path.of(data).toAbsolutePath(),
                Path.of(options.getOrDefault("--out", out.toString())).toAbsolutePath(),
                methods == null ? Set.of() : labels(methods),
                number(numbers, "seeds"),
                number(numbers, "calls"),
                number(numbers, "validation"),
                number(numbers, "from"),
                number(numbers, "tasks"),
                number(numbers, "workers"));
    }

    private static Set<String> labels(String methods) {
        Set<String> known = new TreeSet<>();
        Method.ALL.forEach(method -> known.add(method.label()));
        Set<String> labels = Set.of(methods.split(";"));
        for (String label : labels) {
            if (!known.contains(label)) {
                throw new IllegalArgumentException(
                        label + " is no method; there are, with semicolons between: " + known);
            }
        }
        return labels;
    }

    private static int number(Map<String, Integer> numbers, String name) {
        return numbers.getOrDefault(name, 0);
    }
}
