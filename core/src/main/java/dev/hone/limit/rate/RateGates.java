package dev.hone.limit.rate;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The gates before all accounts that a process uses, and the ear of its providers. One for a
/// process and folder: two would take their locks from each other. Thread-safe.
public final class RateGates implements RateObserver {

    private static final String SUFFIX = ".rate";

    private final Map<String, RateGate> gates = new ConcurrentHashMap<>();
    private final @Nullable Path folder;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final Consumer<String> warning;
    private final AtomicBoolean warned = new AtomicBoolean();

    /// @param folder for one small file an account, shared with other processes; null for none
    /// @param nanoTime as [System#nanoTime()]
    /// @param clock the same for all processes; may be set back
    /// @param warning given one sentence, once, when files cannot be used
    public RateGates(
            @Nullable Path folder,
            LongSupplier nanoTime,
            InstantSource clock,
            Consumer<String> warning) {
        this.folder = folder;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.warning = warning;
    }

    /// The gate before an account, always the same.
    ///
    /// @param account a digest, which names a file
    public RateGate of(String account) {
        return gates.computeIfAbsent(account, this::gate);
    }

    @Override
    public Consumer<RateSignal> sending(String account, String model) {
        return of(account).sending(model);
    }

    private RateGate gate(String account) {
        if (folder == null) {
            return RateGate.ofProcess(nanoTime);
        }
        Path file = folder.resolve(account + SUFFIX);
        return new RateGate(new MachineRates(file, this::epochNanos, this::warn), nanoTime);
    }

    private long epochNanos() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private void warn(String message) {
        if (warned.compareAndSet(false, true)) {
            warning.accept(message);
        }
    }
}
