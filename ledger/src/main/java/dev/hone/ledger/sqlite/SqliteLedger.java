package dev.hone.ledger.sqlite;

import dev.hone.Digest;
import dev.hone.InputException;
import dev.hone.ledger.Attempt;
import dev.hone.ledger.AttemptRecord;
import dev.hone.ledger.Claim;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.ledger.RunEventJson;
import dev.hone.ledger.claim.Claims;
import dev.hone.ledger.store.AnswerRow;
import dev.hone.ledger.store.AttemptRow;
import dev.hone.ledger.store.EventRow;
import dev.hone.ledger.store.GroupCommit;
import dev.hone.ledger.store.RecentAnswers;
import dev.hone.ledger.store.SettlementRow;
import dev.hone.limit.Amount;
import dev.hone.limit.Spent;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A ledger in one SQLite file on a local disk.
///
/// Any number of threads and processes may use the file at once. What a writing method has returned
/// survives a kill of the process and a loss of power. Rows carry checksums that are verified on
/// every read. Closing waits for writes under way; a closed ledger throws `IllegalStateException`.
public final class SqliteLedger implements Ledger {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int READERS = 4;

    // Every process reads the keys of so many answers when it starts, or of some times as many, and
    // keeps them.
    private static final int FEWEST_NEW = 8192;

    private final LedgerFile file;
    private final GroupCommit<WriteConnection> writer;
    private final ReadConnections readers;
    private final Claims claims;
    private final RecentAnswers recent = new RecentAnswers();
    private volatile boolean closed;

    /// Opens the file; creates it, and its folder, when there is none.
    ///
    /// @throws InputException when the file is not a ledger, is one of a newer Hone, or cannot be
    ///   written
    public static SqliteLedger open(Path file) {
        return open(file, PATIENCE);
    }

    /// @param patience how long to wait for another process that holds the lock
    static SqliteLedger open(Path file, Duration patience) {
        return open(file, patience, FEWEST_NEW);
    }

    /// @param patience how long to wait for another process that holds the lock
    /// @param fewestNew answers that stand behind the index before it is filled with them
    static SqliteLedger open(Path file, Duration patience, int fewestNew) {
        LedgerFile ledgerFile = new LedgerFile(file.toAbsolutePath().normalize(), patience);
        ledgerFile.prepare();
        try {
            return new SqliteLedger(ledgerFile, fewestNew);
        } catch (SQLException e) {
            throw ledgerFile.explain("open", e);
        }
    }

    private SqliteLedger(LedgerFile file, int fewestNew) throws SQLException {
        this.file = file;
        NewKeys news = new NewKeys();
        this.readers = new ReadConnections(file, news, READERS);
        try {
            this.writer =
                    new GroupCommit<>(
                            "ledger writer",
                            new WriteConnection(file, news, fewestNew, readers::letGo));
        } catch (SQLException e) {
            readers.close();
            throw e;
        }
        this.claims = Claims.of(file.path());
    }

    @Override
    public Optional<RecordedAnswer> find(Digest request) {
        requireOpen();
        RecordedAnswer known = recent.get(request);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<RecordedAnswer> found =
                read(reader -> reader.answer(AnswerRow.key(request)))
                        .map(row -> row.verified(file.path().toString()));
        found.ifPresent(answer -> recent.add(request, answer));
        return found;
    }

    @Override
    public RecordedAnswer record(RecordedAnswer answer) {
        Digest request = answer.request().digest();
        AnswerColumns row = AnswerColumns.of(AnswerRow.of(request, answer));
        boolean isNew = write(connection -> connection.insert(row)::isNew);
        return standing(request, answer, isNew);
    }

    /// What stands now that the answer was written, or not.
    private RecordedAnswer standing(Digest request, RecordedAnswer answer, boolean isNew) {
        if (!isNew) {
            return find(request).orElseThrow();
        }
        recent.add(request, answer);
        return answer;
    }

    @Override
    public long recordAll(List<RecordedAnswer> answers) {
        List<AnswerColumns> rows =
                answers.stream().map(AnswerRow::of).map(AnswerColumns::of).toList();
        return write(
                connection -> {
                    List<RowBatch.Written> written = new ArrayList<>(rows.size());
                    for (AnswerColumns row : rows) {
                        written.add(connection.insert(row));
                    }
                    return () -> written.stream().filter(RowBatch.Written::isNew).count();
                });
    }

    @Override
    public Stream<RecordedAnswer> answers() {
        requireOpen();
        AnswerScan scan =
                new AnswerScan(
                        () -> read(Reader::lastId),
                        (first, last) -> read(reader -> reader.answers(first, last)),
                        file.path().toString());
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        scan, Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    @Override
    public RecordedAnswer record(
            RecordedAnswer answer, Attempt attempt, Amount used, Duration time) {
        Digest request = answer.request().digest();
        AnswerColumns row = AnswerColumns.of(AnswerRow.of(request, answer));
        SettlementRow settlement = SettlementRow.of(attempt, used, time);
        boolean isNew =
                write(
                        connection -> {
                            connection.settle(settlement);
                            return connection.insert(row)::isNew;
                        });
        return standing(request, answer, isNew);
    }

    @Override
    public Optional<Claim> claim(Digest request) {
        requireOpen();
        return claims.claim(request);
    }

    @Override
    public boolean claimsCheaply() {
        return claims.isAlone();
    }

    @Override
    public Attempt begin(RunId run, Digest request, String model, Amount most, Duration time) {
        byte[] key = AnswerRow.key(request);
        return write(
                connection -> {
                    long number = connection.begin(run.value(), key, model, most, time);
                    return () -> new Attempt(run, number);
                });
    }

    @Override
    public void settle(Attempt attempt, Amount used, Duration time) {
        SettlementRow settlement = SettlementRow.of(attempt, used, time);
        write(connection -> connection.settle(settlement)::isNew);
    }

    @Override
    public Spent spent(RunId run) {
        return read(reader -> reader.spent(run.value()));
    }

    @Override
    public Set<RunId> runsWithAttempts() {
        return read(Reader::runsWithAttempts).stream()
                .map(RunId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Stream<AttemptRecord> attempts(RunId run) {
        return Stream.iterate(
                        attempts(run, 0),
                        page -> !page.isEmpty(),
                        page -> attempts(run, page.getLast().attempt().number() + 1))
                .flatMap(List::stream);
    }

    private List<AttemptRecord> attempts(RunId run, long from) {
        return read(reader -> reader.attempts(run.value(), from));
    }

    private static AttemptRow row(AttemptRecord attempt) {
        return AttemptRow.of(attempt, attempt.attempt().run().value(), attempt.model());
    }

    @Override
    public long recordAttempts(List<AttemptRecord> attempts) {
        return write(
                connection -> {
                    List<BooleanSupplier> isNew = new ArrayList<>(attempts.size());
                    for (AttemptRecord attempt : attempts) {
                        isNew.add(restore(connection, attempt));
                    }
                    return () -> isNew.stream().filter(BooleanSupplier::getAsBoolean).count();
                });
    }

    private static BooleanSupplier restore(WriteConnection connection, AttemptRecord attempt)
            throws SQLException {
        RowBatch.Written begun = connection.restore(row(attempt));
        AttemptRecord.Settlement settled = attempt.settlement();
        if (settled == null) {
            return begun::isNew;
        }
        RowBatch.Written ended =
                connection.settle(
                        SettlementRow.of(attempt.attempt(), settled.used(), settled.time()));
        return () -> begun.isNew() || ended.isNew();
    }

    @Override
    public long append(RunId run, RunEvent event) {
        byte[] json = RunEventJson.write(event);
        return write(
                connection -> {
                    long position = connection.append(run.value(), json);
                    return () -> position;
                });
    }

    @Override
    public List<RunEvent> read(RunId run, long from) {
        if (from < 0) {
            throw new IllegalArgumentException("from (" + from + ") must be 0 or more.");
        }
        List<EventRow> rows = read(reader -> reader.events(run.value(), from));
        List<RunEvent> events = new ArrayList<>(rows.size());
        for (EventRow row : rows) {
            events.add(row.verified(file.path().toString(), from + events.size()));
        }
        return events;
    }

    @Override
    public List<RunId> runs() {
        return read(Reader::runs).stream().map(RunId::new).toList();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            try {
                writer.close();
            } finally {
                readers.close();
            }
        } catch (SQLException e) {
            throw file.explain("close", e);
        } finally {
            claims.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The ledger is closed.");
        }
    }

    private <T> T write(GroupCommit.Write<WriteConnection, T> write) {
        try {
            return writer.write(write);
        } catch (SQLException e) {
            throw file.explain("write", e);
        }
    }

    private <T> T read(ReadConnections.Query<T> query) {
        try {
            return readers.read(query);
        } catch (SQLException e) {
            throw file.explain("read", e);
        }
    }
}
