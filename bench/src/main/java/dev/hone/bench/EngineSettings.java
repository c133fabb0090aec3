package dev.hone.bench;

import java.time.Duration;

/// What [EngineBenchmark] does; read from arguments such as `requests=20000`.
///
/// @param requests of one round
/// @param inFlight requests at a time
/// @param latency of the server
/// @param warmUps rounds that do not count
/// @param rounds that count
record EngineSettings(int requests, int inFlight, Duration latency, int warmUps, int rounds) {

    private static final EngineSettings DEFAULTS =
            new EngineSettings(20_000, 1_000, Duration.ofMillis(200), 3, 5);

    static EngineSettings parse(String... args) {
        EngineSettings settings = DEFAULTS;
        for (String arg : args) {
            settings = settings.with(arg);
        }
        return settings;
    }

    private EngineSettings with(String arg) {
        int equals = arg.indexOf('=');
        String name = equals < 0 ? arg : arg.substring(0, equals);
        int value = equals < 0 ? 0 : Integer.parseInt(arg.substring(equals + 1));
        return switch (name) {
            case "requests" -> new EngineSettings(value, inFlight, latency, warmUps, rounds);
            case "in-flight" -> new EngineSettings(requests, value, latency, warmUps, rounds);
            case "latency-millis" ->
                    new EngineSettings(
                            requests, inFlight, Duration.ofMillis(value), warmUps, rounds);
            case "warm-ups" -> new EngineSettings(requests, inFlight, latency, value, rounds);
            case "rounds" -> new EngineSettings(requests, inFlight, latency, warmUps, value);
            default ->
                    throw new IllegalArgumentException(
                            arg
                                    + " is not NAME=NUMBER with requests, in-flight,"
                                    + " latency-millis, warm-ups or rounds for a name.");
        };
    }
}
