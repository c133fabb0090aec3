package dev.hone.ledger.postgres;

import dev.hone.ledger.store.AnswerRow;
import dev.hone.ledger.store.AttemptRow;
import dev.hone.ledger.store.SettlementRow;
import dev.hone.limit.Amount;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/// The writes of one transaction, gathered so that each kind travels to the server at once, and
/// what became of each.
///
/// Rows of one kind are sorted, so that two transactions never wait for each other; but for answers
/// whose order matters. Then the server ends one of the two, and it is made again.
final class WriteBatch {

    private final UUID id = UUID.randomUUID();
    private final List<AnswerWrite> answers = new ArrayList<>();
    private final List<SettlementRow> settlements = new ArrayList<>();
    private final List<AttemptWrite> attempts = new ArrayList<>();
    private final List<RestoredWrite> restored = new ArrayList<>();
    private final List<EventWrite> events = new ArrayList<>();
    private boolean keepsOrder;
    private boolean inDoubt;

    static final class AnswerWrite {

        final AnswerRow row;
        @Nullable AnswerRow standing;

        private AnswerWrite(AnswerRow row) {
            this.row = row;
        }
    }

    static final class AttemptWrite {

        final String run;
        final byte[] key;
        final String model;
        final Amount most;
        final Duration time;
        long number;

        private AttemptWrite(String run, byte[] key, String model, Amount most, Duration time) {
            this.run = run;
            this.key = key;
            this.model = model;
            this.most = most;
            this.time = time;
        }
    }

    static final class RestoredWrite {

        final AttemptRow attempt;
        final @Nullable SettlementRow settlement;
        boolean isNew;

        RestoredWrite(AttemptRow attempt, @Nullable SettlementRow settlement) {
            this.attempt = attempt;
            this.settlement = settlement;
        }
    }

    static final class EventWrite {

        final String run;
        final byte[] event;
        long position;

        private EventWrite(String run, byte[] event) {
            this.run = run;
            this.event = event;
        }
    }

    /// Writes the row unless its key is taken; then gives the row that has it.
    Supplier<Optional<AnswerRow>> insert(AnswerRow row) {
        AnswerWrite write = new AnswerWrite(row);
        answers.add(write);
        return () -> Optional.ofNullable(write.standing);
    }

    /// Writes those of the rows whose keys are free, in their order, and gives how many were.
    Supplier<Long> insertAll(List<AnswerRow> rows) {
        List<AnswerWrite> writes = rows.stream().map(AnswerWrite::new).toList();
        answers.addAll(writes);
        keepsOrder = true;
        return () -> writes.stream().filter(write -> write.standing == null).count();
    }

    /// Writes the row unless its attempt is settled.
    void settle(SettlementRow row) {
        settlements.add(row);
    }

    /// Writes the attempt behind the last of its run, and gives its number.
    Supplier<Long> begin(String run, byte[] key, String model, Amount most, Duration time) {
        AttemptWrite write = new AttemptWrite(run, key, model, most, time);
        attempts.add(write);
        return () -> write.number;
    }

    /// Writes attempts under the numbers they have, unless those are taken, and settles those that
    /// are not; gives how many were new or newly settled.
    Supplier<Long> restoreAll(List<RestoredWrite> writes) {
        restored.addAll(writes);
        return () -> writes.stream().filter(write -> write.isNew).count();
    }

    /// Writes the event behind the last of its run, and gives its position.
    Supplier<Long> append(String run, byte[] event) {
        EventWrite write = new EventWrite(run, event);
        events.add(write);
        return () -> write.position;
    }

    /// Names the transaction.
    UUID id() {
        return id;
    }

    List<AnswerWrite> answers() {
        if (keepsOrder) {
            return answers;
        }
        return answers.stream()
                .sorted(Comparator.comparing(write -> write.row.key(), Arrays::compareUnsigned))
                .toList();
    }

    List<SettlementRow> settlements() {
        return settlements.stream()
                .sorted(
                        Comparator.comparing(SettlementRow::run)
                                .thenComparing(SettlementRow::number))
                .toList();
    }

    /// In the order they were begun.
    List<AttemptWrite> attempts() {
        return attempts;
    }

    /// In the order they were given.
    List<RestoredWrite> restored() {
        return restored;
    }

    /// In the order they were appended.
    List<EventWrite> events() {
        return events;
    }

    /// Whose attempts or events are counted, or whose attempts bring numbers of their own.
    SortedSet<String> countedRuns() {
        SortedSet<String> runs = new TreeSet<>();
        attempts.forEach(write -> runs.add(write.run));
        restored.forEach(write -> runs.add(write.attempt.run()));
        events.forEach(write -> runs.add(write.run));
        return runs;
    }

    /// Whether a commit was asked for that the server did not confirm.
    boolean isInDoubt() {
        return inDoubt;
    }

    void beginCommit() {
        inDoubt = true;
    }
}
