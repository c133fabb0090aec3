package dev.hone.bench.ledger;

import java.util.Map;
import java.util.TreeMap;

/// What [LedgerBenchmark] does; read from arguments such as `rounds=5`.
///
/// @param puts durable puts of a round
/// @param gets lookups of a round
/// @param threads that put and get
/// @param warmUps rounds that do not count
/// @param rounds that count
/// @param records of the large ledger
/// @param events of one run
record LedgerSettings(
        int puts, int gets, int threads, int warmUps, int rounds, int records, int events) {

    /// Events that are timed together.
    static final int WINDOW = 1_000;

    LedgerSettings {
        if (puts < 1
                || gets < 1
                || threads < 1
                || warmUps < 0
                || rounds < 1
                || records < 1
                || events < WINDOW) {
            throw new IllegalArgumentException(
                    "All numbers must be at least 1, warm-ups at least 0, and events at least "
                            + WINDOW
                            + ".");
        }
    }

    static LedgerSettings parse(String... args) {
        Map<String, Integer> values =
                new TreeMap<>(
                        Map.of(
                                "puts", 50_000,
                                "gets", 300_000,
                                "threads", 32,
                                "warm-ups", 3,
                                "rounds", 5,
                                "records", 1_000_000,
                                "events", 100_000));
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            if (pair.length != 2 || !values.containsKey(pair[0])) {
                throw new IllegalArgumentException(
                        arg + " is not NAME=NUMBER with one of " + values.keySet() + ".");
            }
            values.put(pair[0], Integer.parseInt(pair[1]));
        }
        return new LedgerSettings(
                values.getOrDefault("puts", 0),
                values.getOrDefault("gets", 0),
                values.getOrDefault("threads", 1),
                values.getOrDefault("warm-ups", 0),
                values.getOrDefault("rounds", 1),
                values.getOrDefault("records", 0),
                values.getOrDefault("events", 0));
    }
}
