package dev.hone.task;

import dev.hone.InputException;
import dev.hone.data.DataSource;
import dev.hone.data.Split;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Reads the `data` section: a file for each split, or one pool and how it is divided.
final class DataParser {

    private static final String FILE = "data.file";
    private static final String SPLIT = "data.split";
    private static final String SPLIT_FIELD = "data.split-field";
    private static final String SEED = "data.seed";
    private static final String EXAMPLE =
            "data: { train: train.jsonl, validation: val.jsonl, test: test.jsonl }";

    private final Settings settings;

    DataParser(Settings settings) {
        this.settings = settings;
    }

    DataSource parse() {
        Map<Split, Path> separate = separate();
        if (settings.has(FILE)) {
            separate.keySet().stream()
                    .findFirst()
                    .ifPresent(
                            split -> {
                                throw excludes(FILE, key(split));
                            });
            return pool();
        }
        for (String key : List.of(SPLIT, SPLIT_FIELD, SEED)) {
            if (settings.has(key) || settings.hasAny(key)) {
                throw settings.problem(key, "divides the rows of \"data.file\", which is missing.");
            }
        }
        if (!separate.containsKey(Split.VALIDATION)) {
            throw new InputException(
                    separate.isEmpty()
                            ? settings.file()
                                    + ": \"data\" is missing. Say where the examples are: "
                                    + EXAMPLE
                                    + "."
                            : settings.place("data")
                                    + ": \"data.validation\" is missing. Prompts are chosen on it: "
                                    + EXAMPLE
                                    + ".");
        }
        return new DataSource.Separate(separate);
    }

    private Map<Split, Path> separate() {
        Map<Split, Path> files = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            String name = settings.textOrNull(key(split));
            if (name != null) {
                files.put(split, settings.path(key(split), name));
            }
        }
        return files;
    }

    private DataSource pool() {
        List<Path> files = new ArrayList<>();
        settings.texts(FILE).forEach(name -> files.add(settings.path(FILE, name)));
        Map<Split, Double> ratios = ratios();
        String column = settings.textOrNull(SPLIT_FIELD);
        if (column != null) {
            if (!ratios.isEmpty()) {
                throw excludes(SPLIT, SPLIT_FIELD);
            }
            if (settings.has(SEED)) {
                throw excludes(SPLIT_FIELD, SEED);
            }
            return new DataSource.Column(files, column);
        }
        if (ratios.isEmpty()) {
            throw settings.problem(
                    FILE,
                    "must be divided. Add \"split: { train: 0.4, validation: 0.3, test: 0.3 }\", or"
                            + " \"split-field\" with the column that names each row's split.");
        }
        long seed = settings.whole(SEED, 1, Long.MIN_VALUE, Long.MAX_VALUE);
        return settings.made(SPLIT, () -> new DataSource.Ratios(files, ratios, seed));
    }

    private Map<Split, Double> ratios() {
        Map<Split, Double> ratios = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            BigDecimal ratio = ratio(split);
            if (ratio != null) {
                ratios.put(split, ratio.doubleValue());
            }
        }
        return ratios;
    }

    private @Nullable BigDecimal ratio(Split split) {
        return settings.decimalOrNull(SPLIT + "." + split.label(), null, "1");
    }

    private static String key(Split split) {
        return "data." + split.label();
    }

    private InputException excludes(String one, String other) {
        return settings.problem(
                other, "cannot be used together with \"" + one + "\". Remove one of them.");
    }
}
