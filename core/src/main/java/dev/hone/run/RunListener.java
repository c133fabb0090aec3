package dev.hone.run;

/// Told of everything that happens in a run, in order, on the run's own thread. Cannot change the
/// run; an exception it throws ends the run.
@FunctionalInterface
public interface RunListener {

    RunListener NONE = event -> {};

    void on(RunEvent event);

    /// Tells this listener first, then the other.
    default RunListener and(RunListener other) {
        return event -> {
            on(event);
            other.on(event);
        };
    }
}
