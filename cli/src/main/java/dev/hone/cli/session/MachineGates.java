package dev.hone.cli.session;

import dev.hone.cli.terminal.Terminal;
import dev.hone.limit.rate.RateGates;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The gates before this user's accounts, which all runs of this process share, and those of other
/// processes through small files: in the folder that `HONE_STATE` names, else where the operating
/// system keeps such files of a user.
final class MachineGates {

    /// Names a folder for what processes tell each other.
    private static final String STATE = "HONE_STATE";

    private static final String RATES = "rates";

    // Two of one folder would take their locks from each other.
    private static final Map<Optional<Path>, RateGates> ALL = new ConcurrentHashMap<>();

    private MachineGates() {}

    static RateGates of(Terminal terminal) {
        return ALL.computeIfAbsent(
                Optional.ofNullable(folder(terminal)),
                folder ->
                        new RateGates(
                                folder.orElse(null),
                                System::nanoTime,
                                InstantSource.system(),
                                terminal::warn));
    }

    /// Null where the environment names no place; then nothing is shared.
    private static @Nullable Path folder(Terminal terminal) {
        Map<String, String> environment = terminal.environment();
        String own = environment.getOrDefault(STATE, "");
        if (!own.isBlank()) {
            return terminal.resolve(Path.of(own)).resolve(RATES);
        }
        Path state = absolute(environment.get("XDG_STATE_HOME"), "");
        Path local = absolute(environment.get("LOCALAPPDATA"), "");
        Path home = absolute(environment.get("HOME"), ".local/state");
        Path base = state != null ? state : local != null ? local : home;
        return base == null ? null : base.resolve("hone").resolve(RATES);
    }

    private static @Nullable Path absolute(@Nullable String folder, String below) {
        if (folder == null || folder.isBlank()) {
            return null;
        }
        Path path = Path.of(folder);
        return path.isAbsolute() ? path.resolve(below) : null;
    }
}
