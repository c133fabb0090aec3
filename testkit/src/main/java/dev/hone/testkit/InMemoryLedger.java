package dev.hone.testkit;

import dev.hone.Digest;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

        private synchronized @Nullable RecordedAnswer answer(Digest request) {
            return answers.get(request);
        }

        private synchronized RecordedAnswer record(RecordedAnswer answer) {
            RecordedAnswer standing = answers.putIfAbsent(answer.request().digest(), answer);
            return standing == null ? answer : standing;
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
