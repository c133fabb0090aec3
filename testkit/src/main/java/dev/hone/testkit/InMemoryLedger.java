package dev.hone.testkit;

import dev.hone.Digest;
import dev.hone.ledger.Attempt;
import dev.hone.ledger.AttemptRecord;
import dev.hone.ledger.AttemptRecord.Settlement;
import dev.hone.ledger.Claim;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.limit.Amount;
import dev.hone.limit.Spent;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A ledger for tests, gone with the process. Keeps the [Ledger]'s promises otherwise: what it
/// holds outlives its closing, and [#reopened()] finds it again, as a resumed run does.
public final class InMemoryLedger implements Ledger {

    private final Store store;
    private volatile boolean closed;

    public InMemoryLedger() {
        this(new Store());
    }

    private InMemoryLedger(Store store) {
        this.store = store;
    }

    /// Another ledger on the same content, whether this one is closed or not.
    public InMemoryLedger reopened() {
        return new InMemoryLedger(store);
    }

    @Override
    public Optional<RecordedAnswer> find(Digest request) {
        return Optional.ofNullable(open().answer(request));
    }

    @Override
    public RecordedAnswer record(RecordedAnswer answer) {
        return open().record(answer);
    }

    @Override
    public RecordedAnswer record(
            RecordedAnswer answer, Attempt attempt, Amount used, Duration time) {
        return open().record(answer, attempt, new Settlement(used, time));
    }

    @Override
    public Optional<Claim> claim(Digest request) {
        return open().claim(request);
    }

    @Override
    public boolean claimsCheaply() {
        return true;
    }

    @Override
    public Attempt begin(RunId run, Digest request, String model, Amount most, Duration time) {
        return open().begin(run, request, model, most, time);
    }

    @Override
    public void settle(Attempt attempt, Amount used, Duration time) {
        open().settle(attempt, new Settlement(used, time));
    }

    @Override
    public Spent spent(RunId run) {
        return open().spent(run);
    }

    @Override
    public Set<RunId> runsWithAttempts() {
        return open().runsWithAttempts();
    }

    @Override
    public Stream<AttemptRecord> attempts(RunId run) {
        return open().attempts(run).stream();
    }

    @Override
    public long recordAttempts(List<AttemptRecord> attempts) {
        Store into = open();
        return attempts.stream().filter(into::restore).count();
    }

    @Override
    public long recordAll(List<RecordedAnswer> answers) {
        return answers.stream().filter(open()::recordNew).count();
    }

    @Override
    public Stream<RecordedAnswer> answers() {
        return open().answers().stream();
    }

    @Override
    public long append(RunId run, RunEvent event) {
        return open().append(run, event);
    }

    @Override
    public List<RunEvent> read(RunId run, long from) {
        if (from < 0) {
            throw new IllegalArgumentException("from (" + from + ") must be 0 or more.");
        }
        return open().read(run, from);
    }

    @Override
    public List<RunId> runs() {
        return open().runs();
    }

    @Override
    public void close() {
        closed = true;
    }

    private Store open() {
        if (closed) {
            throw new IllegalStateException("The ledger is closed.");
        }
        return store;
    }

    private static final class Store {

        private final Map<Digest, RecordedAnswer> answers = new LinkedHashMap<>();
        private final Map<RunId, List<RunEvent>> events = new LinkedHashMap<>();
        private final Map<RunId, List<AttemptRecord>> attempts = new HashMap<>();
        private final Map<Attempt, Settlement> settlements = new HashMap<>();
        private final Set<Digest> claims = ConcurrentHashMap.newKeySet();

        private synchronized @Nullable RecordedAnswer answer(Digest request) {
            return answers.get(request);
        }

        private synchronized RecordedAnswer record(RecordedAnswer answer) {
            RecordedAnswer standing = answers.putIfAbsent(answer.request().digest(), answer);
            return standing == null ? answer : standing;
        }

        private synchronized RecordedAnswer record(
                RecordedAnswer answer, Attempt attempt, Settlement used) {
            settle(attempt, used);
            return record(answer);
        }

        private Optional<Claim> claim(Digest request) {
            return claims.add(request)
                    ? Optional.of(() -> claims.remove(request))
                    : Optional.empty();
        }

        private synchronized Attempt begin(
                RunId run, Digest request, String model, Amount most, Duration time) {
            List<AttemptRecord> ofRun = attempts.computeIfAbsent(run, name -> new ArrayList<>());
            Attempt attempt = new Attempt(run, ofRun.size());
            ofRun.add(new AttemptRecord(attempt, request, model, most, time, null));
            return attempt;
        }

        private synchronized boolean settle(Attempt attempt, Settlement used) {
            return settlements.putIfAbsent(attempt, used) == null;
        }

        private synchronized Set<RunId> runsWithAttempts() {
            return Set.copyOf(attempts.keySet());
        }

        private synchronized List<AttemptRecord> attempts(RunId run) {
            return attempts.getOrDefault(run, List.of()).stream()
                    .map(
                            begun ->
                                    new AttemptRecord(
                                            begun.attempt(),
                                            begun.request(),
                                            begun.model(),
                                            begun.most(),
                                            begun.time(),
                                            settlements.get(begun.attempt())))
                    .toList();
        }

        private synchronized boolean restore(AttemptRecord attempt) {
            List<AttemptRecord> ofRun =
                    attempts.computeIfAbsent(attempt.attempt().run(), name -> new ArrayList<>());
            boolean isNew = attempt.attempt().number() == ofRun.size();
            if (isNew) {
                ofRun.add(attempt);
            }
            Settlement settlement = attempt.settlement();
            return (settlement != null && settle(attempt.attempt(), settlement)) || isNew;
        }

        private synchronized Spent spent(RunId run) {
            Spent spent = Spent.NOTHING;
            for (AttemptRecord attempt : attempts(run)) {
                spent = spent.begun(attempt.most(), attempt.time());
                Settlement settled = attempt.settlement();
                if (settled != null) {
                    spent = spent.settled(attempt.most(), settled.used(), settled.time());
                }
            }
            return spent;
        }

        private synchronized boolean recordNew(RecordedAnswer answer) {
            return answers.putIfAbsent(answer.request().digest(), answer) == null;
        }

        private synchronized List<RecordedAnswer> answers() {
            return List.copyOf(answers.values());
        }

        private synchronized long append(RunId run, RunEvent event) {
            List<RunEvent> ofRun = events.computeIfAbsent(run, name -> new ArrayList<>());
            ofRun.add(event);
            return ofRun.size() - 1L;
        }

        private synchronized List<RunEvent> read(RunId run, long from) {
            return events.getOrDefault(run, List.of()).stream().skip(from).toList();
        }

        private synchronized List<RunId> runs() {
            return List.copyOf(events.keySet());
        }
    }
}
