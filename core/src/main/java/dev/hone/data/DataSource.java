package dev.hone.data;

import dev.hone.Example;
import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Splits;
import dev.hone.Suggestion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where the examples of a task are, and how they are dealt out to its splits. There is always a
/// validation split, which prompts are chosen on; the others may be empty.
public sealed interface DataSource {

    /// Reads the files.
    ///
    /// @throws InputException when a file is wrong or a split that was asked for gets no example
    Loaded load(FieldMapping fields);

    /// What was read.
    ///
    /// @param ignored examples that belong to no split
    record Loaded(Splits splits, int ignored) {}

    /// A file for each split.
    record Separate(Map<Split, Path> files) implements DataSource {

        public Separate {
            files = Collections.unmodifiableMap(new EnumMap<>(files));
            if (!files.containsKey(Split.VALIDATION)) {
                throw new IllegalArgumentException("A validation file is needed.");
            }
        }

        @Override
        public Loaded load(FieldMapping fields) {
            Map<Split, List<Example>> examples = new EnumMap<>(Split.class);
            files.forEach((split, file) -> examples.put(split, DatasetReader.read(file, fields)));
            return new Loaded(Split.splits(examples), 0);
        }
    }

    /// One pool of examples, shuffled and cut. The same examples in the same order with the same
    /// seed give the same splits on every machine; a run's own seed has no part in it.
    ///
    /// @param ratios of the examples for each split, above 0, together at most 1; what is left over
    ///   is ignored
    record Ratios(List<Path> files, Map<Split, Double> ratios, long seed) implements DataSource {

        /// What decimal fractions that should add up to 1 may exceed it by.
        private static final double TOLERANCE = 1e-9;

        public Ratios {
            files = List.copyOf(files);
            ratios = Collections.unmodifiableMap(new EnumMap<>(ratios));
            ratios.forEach(
                    (split, ratio) -> {
                        if (!(ratio > 0 && ratio <= 1)) {
                            throw new IllegalArgumentException(
                                    "The ratio of "
                                            + split.label()
                                            + " must be above 0 and at most 1, but is "
                                            + ratio
                                            + ".");
                        }
                    });
            double sum = ratios.values().stream().mapToDouble(Double::doubleValue).sum();
            if (sum > 1 + TOLERANCE) {
                throw new IllegalArgumentException(
                        "The ratios must add up to at most 1, but add up to "
                                + Math.round(sum * 1e6) / 1e6
                                + ".");
            }
            if (!ratios.containsKey(Split.VALIDATION)) {
                throw new IllegalArgumentException("A ratio for validation is needed.");
            }
        }

        @Override
        public Loaded load(FieldMapping fields) {
            List<Example> pool = shuffled(DatasetReader.read(files, fields));
            Map<Split, List<Example>> examples = new EnumMap<>(Split.class);
            double sum = 0;
            int from = 0;
            for (Map.Entry<Split, Double> ratio : ratios.entrySet()) {
                sum += ratio.getValue();
                int to = (int) Math.floor(Math.min(1, sum) * pool.size() + TOLERANCE * pool.size());
                if (to == from) {
                    throw new InputException(
                            names(files)
                                    + " has "
                                    + pool.size()
                                    + " rows, of which "
                                    + ratio.getKey().label()
                                    + " would get none at a ratio of "
                                    + ratio.getValue()
                                    + ". Add rows, or raise the ratio.");
                }
                examples.put(ratio.getKey(), pool.subList(from, to));
                from = to;
            }
            return new Loaded(Split.splits(examples), pool.size() - from);
        }

        /// Fisher-Yates over SplitMix64, written out because the library's bounded draws may change
        /// between releases.
        private List<Example> shuffled(List<Example> examples) {
            List<Example> pool = new ArrayList<>(examples);
            SplittableRandom random = new SplittableRandom(seed);
            for (int last = pool.size() - 1; last > 0; last--) {
                int other = (int) Long.remainderUnsigned(random.nextLong(), last + 1L);
                Collections.swap(pool, last, other);
            }
            return pool;
        }
    }

    /// One pool of examples with a column that says where each belongs: `train`, `validation`,
    /// `test`, `format`, `few_shot`. Rows with another value, or none, are ignored.
    record Column(List<Path> files, String column) implements DataSource {

        private static final int MOST_VALUES_NAMED = 8;

        public Column {
            files = List.copyOf(files);
        }

        @Override
        public Loaded load(FieldMapping fields) {
            Map<Split, List<Example>> examples = new EnumMap<>(Split.class);
            Map<String, Integer> values = new TreeMap<>();
            int ignored = 0;
            List<Example> pool = DatasetReader.read(files, fields);
            for (Example example : pool) {
                String value = example.variables().get(column);
                Split split = value == null ? null : Split.ofLabel(value);
                if (value != null) {
                    values.merge(value, 1, Integer::sum);
                }
                if (split == null) {
                    ignored++;
                } else {
                    examples.computeIfAbsent(split, key -> new ArrayList<>()).add(example);
                }
            }
            if (!examples.containsKey(Split.VALIDATION)) {
                throw noValidation(values, pool.getFirst().variables().keySet());
            }
            return new Loaded(Split.splits(examples), ignored);
        }

        private InputException noValidation(Map<String, Integer> values, Set<String> columns) {
            String found =
                    values.isEmpty()
                            ? "no row has anything there." + Suggestion.of(column, columns)
                            : "the rows have "
                                    + values.entrySet().stream()
                                            .limit(MOST_VALUES_NAMED)
                                            .map(Column::counted)
                                            .collect(Collectors.joining(", "))
                                    + (values.size() > MOST_VALUES_NAMED ? ", …." : ".");
            return new InputException(
                    names(files)
                            + ": no row has \"validation\" in the split field \""
                            + Excerpt.of(column)
                            + "\"; "
                            + found
                            + " Right are train, validation, test, format and few_shot.");
        }

        private static String counted(Map.Entry<String, Integer> value) {
            return '"' + Excerpt.of(value.getKey()) + "\" (" + value.getValue() + ")";
        }
    }

    private static String names(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
