package dev.hone.bench.ledger;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What was measured in every round, by name.
final class Rates {

    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private final Map<String, List<Double>> micros = new LinkedHashMap<>();

    /// @param perSecond of one round
    void add(String name, double perSecond) {
        rates.computeIfAbsent(name, key -> new ArrayList<>()).add(perSecond);
    }

    void add(String name, Workers.Rate rate) {
        add(name, rate.perSecond());
        micros.computeIfAbsent(name, key -> new ArrayList<>()).add(rate.processorMicros());
    }

    void print(PrintStream out) {
        rates.forEach(
                (name, values) -> {
                    List<Double> sorted = values.stream().sorted().toList();
                    out.printf(
                            Locale.ROOT,
                            "%-44s median %,11.0f a second, from %,.0f to %,.0f over %d rounds%s%n",
                            name,
                            median(sorted),
                            sorted.getFirst(),
                            sorted.getLast(),
                            sorted.size(),
                            processor(name));
                });
    }

    private String processor(String name) {
        List<Double> sorted = micros.getOrDefault(name, List.of()).stream().sorted().toList();
        return sorted.isEmpty()
                ? ""
                : String.format(Locale.ROOT, ", processor %.1f us each", median(sorted));
    }

    /// Of the first to the second, round by round.
    void printRatio(PrintStream out, String first, String second) {
        List<Double> ones = rates.getOrDefault(first, List.of());
        List<Double> others = rates.getOrDefault(second, List.of());
        if (ones.isEmpty() || ones.size() != others.size()) {
            return;
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ones.size(); i++) {
            ratios.add(ones.get(i) / others.get(i));
        }
        List<Double> sorted = ratios.stream().sorted().toList();
        out.printf(
                Locale.ROOT,
                "%s / %s: median %.2f, from %.2f to %.2f%n",
                first,
                second,
                median(sorted),
                sorted.getFirst(),
                sorted.getLast());
    }

    private static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
