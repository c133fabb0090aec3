package dev.hone.limit.rate;

import java.util.function.Consumer;

/// Told by providers what their servers say about rates. Thread-safe and quick; throws nothing.
@FunctionalInterface
public interface RateObserver {

    /// Listens to nothing.
    RateObserver NONE = (account, model) -> signal -> {};

    /// Called at the moment a request is sent.
    ///
    /// @param account names server and key without telling the key
    /// @param model the identity it was connected as
    /// @return to be given what the answer says, at most once; an answer never counts what was sent
    ///   after its request
    Consumer<RateSignal> sending(String account, String model);
}
