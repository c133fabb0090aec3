package dev.hone.ledger;

import dev.hone.Digest;
import dev.hone.limit.Amount;
import dev.hone.limit.Spent;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A durable store of answers, attempts and run events. Nothing is updated, nothing is deleted.
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

    /// As [#record(RecordedAnswer)], and settles the attempt that brought the answer: both are
    /// written or neither.
    ///
    /// @param used by the attempt
    /// @param time of the run until now
    RecordedAnswer record(RecordedAnswer answer, Attempt attempt, Amount used, Duration time);

    /// Claims a request, so that of all who want to send it at the same time, in any process, one
    /// does and the others wait for its answer. Empty, at once, while it is claimed. What was
    /// claimed by a process that was killed is free.
    ///
    /// A claim is a courtesy: whoever has waited long enough may send the request without one.
    Optional<Claim> claim(Digest request);

    /// Whether a claim costs next to nothing now, so that it may as well be taken before the answer
    /// is looked for. A hint: the next claim may cost more.
    default boolean claimsCheaply() {
        return false;
    }

    /// Writes down that a run is about to send a request, and returns once that is durable.
    ///
    /// @param request its digest
    /// @param model it is sent to
    /// @param most it can use
    /// @param time of the run until now
    Attempt begin(RunId run, Digest request, String model, Amount most, Duration time);

    /// Writes down what an attempt used that brought no answer. What was settled stays as it is.
    ///
    /// @param time of the run until now
    void settle(Attempt attempt, Amount used, Duration time);

    /// What the attempts of a run come to: what was used by those settled, the most by the others.
    /// Nothing for an unknown run.
    Spent spent(RunId run);

    /// The runs that have attempts, in any order.
    Set<RunId> runsWithAttempts();

    /// The attempts of a run, by their numbers, from 0 without a gap; none for an unknown run. They
    /// are read as the stream goes on, as [#answers()] are.
    ///
    /// @throws dev.hone.HoneException from the stream, when an attempt is damaged or missing
    Stream<AttemptRecord> attempts(RunId run);

    /// Writes attempts of another ledger down under the numbers they have, with their settlements,
    /// and returns once all are durable. An attempt whose number is taken stays as it is, and so
    /// does what is settled; where only the settlement is missing, it is added.
    ///
    /// @param attempts that leave no gap behind those of their runs, and agree with them: whoever
    ///   calls this has made sure of it
    /// @return how many were new or newly settled
    long recordAttempts(List<AttemptRecord> attempts);

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
