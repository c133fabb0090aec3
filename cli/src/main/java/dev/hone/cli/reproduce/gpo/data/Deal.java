package dev.hone.cli.reproduce.gpo.data;

import static dev.hone.data.Split.FEW_SHOT;
import static dev.hone.data.Split.FORMAT;
import static dev.hone.data.Split.TEST;
import static dev.hone.data.Split.TRAIN;
import static dev.hone.data.Split.VALIDATION;

import dev.hone.Example;
import dev.hone.cli.reproduce.gpo.paper.PaperTask;
import dev.hone.data.Split;
import dev.hone.run.RandomStreams;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Draws splits of the paper's sizes. The paper says only that it sampled (GPO §5), so the draw is
/// Hone's: the same files give the same splits on every machine, whatever the seed of a run.
final class Deal {

    private static final RandomStreams SHUFFLES = new RandomStreams(1);

    /// Where the rows of a split come from: the first of these that the source has. In this order
    /// they take from it, so that the test is served first.
    private static final Map<Split, List<Split>> SOURCES = new EnumMap<>(Split.class);

    /// So that a share of 250 / 250 of 48 is 48.
    private static final double ROUNDING = 1e-9;

    private static final List<Split> ORDER = List.of(TEST, VALIDATION, TRAIN, FORMAT, FEW_SHOT);

    static {
        SOURCES.put(TEST, List.of(TEST));
        SOURCES.put(VALIDATION, List.of(VALIDATION, TRAIN, TEST));
        SOURCES.put(TRAIN, List.of(TRAIN, TEST));
        SOURCES.put(FORMAT, List.of(FORMAT, TRAIN, TEST));
        SOURCES.put(FEW_SHOT, List.of(FEW_SHOT, TRAIN, TEST));
    }

    private Deal() {}

    /// As many rows for each split as the paper has; where there are too few, as many fewer of
    /// each.
    static Map<Split, List<Example>> of(Map<Split, List<Example>> source, PaperTask task) {
        Map<Split, List<Example>> left = new EnumMap<>(Split.class);
        source.forEach(
                (split, rows) ->
                        left.put(
                                split,
                                shuffled(
                                        rows,
                                        SHUFFLES.stream(
                                                "gpo " + task.id() + " " + split.label()))));
        Map<Split, List<Example>> dealt = new EnumMap<>(Split.class);
        Map<Split, Double> shares = shares(source, task);
        for (Split split : ORDER) {
            Split origin = origin(split, source);
            List<Example> from =
                    origin == null
                            ? new ArrayList<>()
                            : left.getOrDefault(origin, new ArrayList<>());
            double wanted =
                    task.size(split) * (origin == null ? 1 : shares.getOrDefault(origin, 1.0));
            int size = Math.min(from.size(), Math.max(1, (int) (wanted + ROUNDING)));
            dealt.put(split, List.copyOf(from.subList(0, size)));
            from.subList(0, size).clear();
        }
        return dealt;
    }

    /// The part of the wanted rows that each part of the source has, at most 1: where there are too
    /// few, all splits get fewer.
    private static Map<Split, Double> shares(Map<Split, List<Example>> source, PaperTask task) {
        Map<Split, Integer> wanted = new EnumMap<>(Split.class);
        for (Split split : ORDER) {
            Split origin = origin(split, source);
            if (origin != null) {
                wanted.merge(origin, task.size(split), Integer::sum);
            }
        }
        Map<Split, Double> shares = new EnumMap<>(Split.class);
        wanted.forEach(
                (origin, rows) ->
                        shares.put(
                                origin,
                                Math.min(
                                        1,
                                        (double) source.getOrDefault(origin, List.of()).size()
                                                / rows)));
        return shares;
    }

    private static @Nullable Split origin(Split split, Map<Split, List<Example>> source) {
        return SOURCES.getOrDefault(split, List.of()).stream()
                .filter(source::containsKey)
                .findFirst()
                .orElse(null);
    }

    /// Fisher-Yates.
    private static List<Example> shuffled(List<Example> rows, RandomGenerator random) {
        List<Example> shuffled = new ArrayList<>(rows);
        for (int last = shuffled.size() - 1; last > 0; last--) {
            Collections.swap(shuffled, last, random.nextInt(last + 1));
        }
        return shuffled;
    }
}
