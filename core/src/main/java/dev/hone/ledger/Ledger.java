package dev.hone.ledger;

import dev.hone.Digest;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A durable store of answers and run events. Nothing is updated, nothing is deleted.
///
/// Implementations are thread-safe; several processes may use one store at once. When a method that
/// writes has returned, what it wrote survives a kill of the process and a loss of power.
/// Interrupting a thread does not keep it from reading or writing. A closed ledger throws
/// `IllegalStateException`.
public interface Ledger extends AutoCloseable {

    /// The answer recorded for a request, by [the request's
    /// digest][dev.hone.model.ModelRequest#digest()].
    Optional<RecordedAnswer> find(Digest request);

    /// Writes an answer down and returns once it is durable. The first answer to a request wins:
    /// when there is one already, nothing is written.
    ///
    /// @return the answer that stands in the ledger now
    RecordedAnswer record(RecordedAnswer answer);

    /// Writes many answers down, in their order, and returns once all are durable. As for
    /// [#record], what has an answer already keeps it. When this fails, none or some are written,
    /// and writing all of them again does no harm.
    ///
    /// @return how many were new
    long recordAll(List<RecordedAnswer> answers);

    /// All answers, in the order they were recorded; one that is recorded meanwhile may be missing.
    /// They are read as the stream goes on, so that any number of them needs little memory. The
    /// stream holds nothing that needs closing.
    ///
    /// @throws dev.hone.HoneException from the stream, when an answer is damaged
    Stream<RecordedAnswer> answers();

    /// Appends an event to a run and returns its position, counted from 0.
    long append(RunId run, RunEvent event);

    /// The events of a run from a position on, in order; empty when there are none.
    ///
    /// @param from 0 or more
    List<RunEvent> read(RunId run, long from);

    /// The runs that have events, oldest first.
    List<RunId> runs();

    /// Returns once all writes under way are durable or have failed. Closing again does nothing.
    @Override
    void close();
}
