package dev.hone.ledger.postgres;

import dev.hone.Digest;
import dev.hone.HoneException;
import dev.hone.InputException;
import dev.hone.ledger.Attempt;
import dev.hone.ledger.AttemptRecord;
import dev.hone.ledger.Claim;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.ledger.RunEventJson;
import dev.hone.ledger.store.AnswerRow;
import dev.hone.ledger.store.AttemptRow;
import dev.hone.ledger.store.EventRow;
import dev.hone.ledger.store.GroupCommit;
import dev.hone.ledger.store.LedgerCheck;
import dev.hone.ledger.store.LedgerCompaction;
import dev.hone.ledger.store.RecentAnswers;
import dev.hone.ledger.store.SettlementRow;
import dev.hone.limit.Amount;
import dev.hone.limit.Spent;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A ledger in a PostgreSQL database, for processes on any number of machines.
///
/// What a writing method has returned is as durable as the server makes a commit. A server that is
/// restarted is waited for, two minutes: nothing is lost, and nothing written twice. Rows carry
/// checksums that are verified on every read. Closing waits for what is under way; a closed ledger
/// throws `IllegalStateException`.
///
/// Uses up to 6 connections, most of them opened when they are needed.
public final class PostgresLedger implements Ledger {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int READERS = 4;

    private final Database database;
    private final GroupCommit<WriteBatch> writer;
    private final Readers readers;
    private final Claims claims;
    private final RecentAnswers recent = new RecentAnswers();
    private volatile boolean closed;

    /// Opens the ledger; makes its tables when there are none.
    ///
    /// @throws InputException when the server cannot be reached, does not let this user in, or has
    ///   tables of another program or a newer Hone; the message holds no password
    public static PostgresLedger open(PostgresUrl url) {
        return open(url, PATIENCE);
    }

    /// @param patience how long to wait for a server that is away
    static PostgresLedger open(PostgresUrl url, Duration patience) {
        return new PostgresLedger(Database.prepared(url), patience);
    }

    /// What is at the URL, for people; changes nothing there.
    ///
    /// @throws InputException as [#open(PostgresUrl)]
    public static String describe(PostgresUrl url) {
        return Database.described(url);
    }

    /// Bytes of the tables on the server's disk, with what belongs to them; 0 when there are none.
    public static long size(PostgresUrl url) {
        return Database.size(url);
    }

    /// Reads every row and changes nothing: the checksums, whether every answer is filed under the
    /// digest of its request, whether the indexes lead to every row, whether the numbers of every
    /// run's attempts and the positions of its events have gaps, and whether every settlement has
    /// its attempt. All as of one moment; others may use the ledger meanwhile.
    ///
    /// @param most damages to list
    /// @throws InputException when there is no ledger
    public static LedgerCheck check(PostgresUrl url, int most) {
        return DatabaseCheck.of(url, most);
    }

    /// Writes tables and indexes anew without gaps (`VACUUM FULL`). Nothing is dropped. Needs free
    /// space of the size of the largest table on the server, and its owner.
    ///
    /// Refuses while another process uses the ledger; those that come meanwhile wait or are
    /// refused. Killed half-way, it leaves the table under way as it was.
    ///
    /// @throws InputException when there is no ledger, another process uses it, or the user may not
    /// @throws HoneException when the server's disk is full
    public static LedgerCompaction compact(PostgresUrl url) {
        return Database.compacted(url);
    }

    private PostgresLedger(Database database, Duration patience) {
        this.database = database;
        this.writer =
                new GroupCommit<>(
                        "ledger writer",
                        new Writer(new Reconnecting<>(() -> new WriteSession(database), patience)));
        this.readers = new Readers(database, READERS, patience);
        this.claims = new Claims(database, patience);
    }

    @Override
    public Optional<RecordedAnswer> find(Digest request) {
        if (closed) {
            throw new IllegalStateException("The ledger is closed.");
        }
        RecordedAnswer known = recent.get(request);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<RecordedAnswer> found =
                read(reader -> reader.answer(AnswerRow.key(request))).map(this::verified);
        found.ifPresent(answer -> recent.add(request, answer));
        return found;
    }

    @Override
    public RecordedAnswer record(RecordedAnswer answer) {
        Digest request = answer.request().digest();
        AnswerRow row = row(request, answer);
        return standing(request, answer, write(batch -> batch.insert(row)));
    }

    @Override
    public RecordedAnswer record(
            RecordedAnswer answer, Attempt attempt, Amount used, Duration time) {
        Digest request = answer.request().digest();
        AnswerRow row = row(request, answer);
        SettlementRow settlement = row(attempt, used, time);
        return standing(
                request,
                answer,
                write(
                        batch -> {
                            batch.settle(settlement);
                            return batch.insert(row);
                        }));
    }

    private RecordedAnswer standing(
            Digest request, RecordedAnswer answer, Optional<AnswerRow> before) {
        RecordedAnswer standing = before.map(this::verified).orElse(answer);
        recent.add(request, standing);
        return standing;
    }

    @Override
    public long recordAll(List<RecordedAnswer> answers) {
        List<AnswerRow> rows =
                answers.stream().map(answer -> row(answer.request().digest(), answer)).toList();
        return write(batch -> batch.insertAll(rows));
    }

    @Override
    public Stream<RecordedAnswer> answers() {
        return Stream.iterate(page(0), page -> !page.rows().isEmpty(), page -> page(page.lastId()))
                .flatMap(page -> page.rows().stream())
                .map(this::verified);
    }

    private ReadSession.Page page(long afterId) {
        return read(reader -> reader.page(afterId));
    }

    @Override
    public Optional<Claim> claim(Digest request) {
        return claims.claim(request);
    }

    @Override
    public Attempt begin(RunId run, Digest request, String model, Amount most, Duration time) {
        String stored = StoredText.of(run.value());
        byte[] key = AnswerRow.key(request);
        String name = StoredText.of(model);
        return new Attempt(run, write(batch -> batch.begin(stored, key, name, most, time)));
    }

    @Override
    public void settle(Attempt attempt, Amount used, Duration time) {
        SettlementRow settlement = row(attempt, used, time);
        write(
                batch -> {
                    batch.settle(settlement);
                    return () -> true;
                });
    }

    @Override
    public Spent spent(RunId run) {
        String stored = StoredText.of(run.value());
        return read(reader -> reader.spent(stored));
    }

    @Override
    public Set<RunId> runsWithAttempts() {
        return read(ReadSession::runsWithAttempts).stream()
                .map(StoredText::read)
                .map(RunId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Stream<AttemptRecord> attempts(RunId run) {
        return Stream.iterate(
                        attempts(run, 0),
                        page -> !page.isEmpty(),
                        page -> attempts(run, page.getLast().attempt().number() + 1))
                .flatMap(List::stream)
                .map(stored -> named(run, StoredText.read(stored.model()), stored));
    }

    private List<AttemptRecord> attempts(RunId run, long from) {
        String stored = StoredText.of(run.value());
        return read(reader -> reader.attempts(stored, from));
    }

    private static AttemptRecord named(RunId run, String model, AttemptRecord attempt) {
        return new AttemptRecord(
                new Attempt(run, attempt.attempt().number()),
                attempt.request(),
                model,
                attempt.most(),
                attempt.time(),
                attempt.settlement());
    }

    @Override
    public long recordAttempts(List<AttemptRecord> attempts) {
        List<WriteBatch.RestoredWrite> writes =
                attempts.stream().map(PostgresLedger::restored).toList();
        return write(batch -> batch.restoreAll(writes));
    }

    private static WriteBatch.RestoredWrite restored(AttemptRecord attempt) {
        String run = StoredText.of(attempt.attempt().run().value());
        AttemptRecord.Settlement settled = attempt.settlement();
        return new WriteBatch.RestoredWrite(
                AttemptRow.of(attempt, run, StoredText.of(attempt.model())),
                settled == null ? null : row(attempt.attempt(), settled.used(), settled.time()));
    }

    @Override
    public long append(RunId run, RunEvent event) {
        String stored = StoredText.of(run.value());
        byte[] json = RunEventJson.write(event);
        return write(batch -> batch.append(stored, json));
    }

    @Override
    public List<RunEvent> read(RunId run, long from) {
        if (from < 0) {
            throw new IllegalArgumentException("from (" + from + ") must be 0 or more.");
        }
        String stored = StoredText.of(run.value());
        List<EventRow> rows = read(reader -> reader.events(stored, from));
        List<RunEvent> events = new ArrayList<>(rows.size());
        for (EventRow row : rows) {
            events.add(row.verified(database.url().toString(), from + events.size()));
        }
        return events;
    }

    @Override
    public List<RunId> runs() {
        return read(ReadSession::runs).stream().map(StoredText::read).map(RunId::new).toList();
    }

    @Override
    public void close() {
        closed = true;
        try {
            writer.close();
        } catch (SQLException e) {
            throw Failure.explained("close", database.url(), e);
        } finally {
            readers.close();
            claims.close();
        }
    }

    private static AnswerRow row(Digest request, RecordedAnswer answer) {
        return AnswerRow.of(request, answer, StoredText.of(answer.paidBy().value()));
    }

    private static SettlementRow row(Attempt attempt, Amount used, Duration time) {
        String stored = StoredText.of(attempt.run().value());
        return SettlementRow.of(stored, attempt.number(), used, time);
    }

    private RecordedAnswer verified(AnswerRow row) {
        RecordedAnswer answer = row.verified(database.url().toString());
        RunId payer = new RunId(StoredText.read(answer.paidBy().value()));
        return new RecordedAnswer(answer.request(), answer.response(), payer);
    }

    private <T> T write(GroupCommit.Write<WriteBatch, T> write) {
        try {
            return writer.write(write);
        } catch (SQLException e) {
            throw Failure.explained("write", database.url(), e);
        }
    }

    private <T> T read(Reconnecting.Query<ReadSession, T> query) {
        try {
            return readers.ask(query);
        } catch (SQLException e) {
            throw Failure.explained("read", database.url(), e);
        }
    }
}
