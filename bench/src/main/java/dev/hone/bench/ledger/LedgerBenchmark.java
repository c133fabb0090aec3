package dev.hone.bench.ledger;

import dev.hone.Digest;
import dev.hone.Prompt;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.ledger.sqlite.SqliteLedger;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the ledger does in a second, and what it needs as it grows.
///
/// Contenders take turns within every round, so that whatever else the machine does hits all; what
/// counts is the ratio. The folder for temporary files must lie on a disk.
public final class LedgerBenchmark {

    private static final String HONE_PUT = "put, ledger";
    private static final String VIRTUAL_PUT = "put, ledger, virtual threads";
    private static final String RAW_PUT = "put, raw group-commit loop";
    private static final String RAW_CALLERS_PUT = "put, raw group commit for as many callers";
    private static final String NAIVE_PUT = "put, SQLite with a commit each";
    private static final String PYTHON_PUT = "put, diskcache (not synced)";
    private static final String PYTHON_DURABLE = "put, diskcache (synced)";
    private static final String HONE_GET = "get, ledger, from the store";
    private static final String RECENT_GET = "get, ledger, asked for lately";
    private static final String NAIVE_GET = "get, naive SQLite";
    private static final String PYTHON_GET = "get, diskcache";
    private static final int NAIVE_SHARE = 10;
    private static final int LATELY = 5_000;
    private static final int BATCH = 1_000;
    private static final int HELD = 500_000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MEBIBYTE = 1 << 20;

    private final LedgerSettings settings;
    private final Path bench;
    private final Path folder;
    private final PrintStream out;

    private LedgerBenchmark(LedgerSettings settings, Path bench, Path folder, PrintStream out) {
        this.settings = settings;
        this.bench = bench;
        this.folder = folder;
        this.out = out;
    }

    /// Runs and prints.
    ///
    /// @param args the folder `bench`, then as [LedgerSettings] reads them
    public static void main(String[] args) throws Exception {
        LedgerSettings settings = LedgerSettings.parse(Arrays.copyOfRange(args, 1, args.length));
        run(settings, Path.of(args[0]), System.out);
    }

    static void run(LedgerSettings settings, Path bench, PrintStream out) throws Exception {
        Path folder = Files.createTempDirectory("hone-ledger-bench");
        try {
            LedgerBenchmark benchmark = new LedgerBenchmark(settings, bench, folder, out);
            out.println(settings);
            benchmark.putsAndGets();
            benchmark.large();
            benchmark.checkpoints();
        } finally {
            delete(folder);
        }
    }

    private void putsAndGets() throws Exception {
        Rates rates = new Rates();
        for (int round = -settings.warmUps(); round < settings.rounds(); round++) {
            Rates counted = round < 0 ? new Rates() : rates;
            Path own = Files.createDirectory(folder.resolve("round" + round));
            hone(own, counted);
            counted.add(RAW_PUT, RawLoop.rate(own, settings.puts(), settings.threads()));
            counted.add(
                    RAW_CALLERS_PUT,
                    RawGroupCommit.rate(
                            settings.threads(),
                            own.resolve("callers"),
                            answers(0, settings.puts())));
            naive(own, counted);
            DiskCache python =
                    DiskCache.measure(
                            bench, own, settings.puts() / NAIVE_SHARE, settings.threads());
            if (python != null) {
                counted.add(PYTHON_PUT, python.puts());
                counted.add(PYTHON_DURABLE, python.durablePuts());
                counted.add(PYTHON_GET, python.gets());
            }
            delete(own);
        }
        rates.print(out);
        for (String other :
                List.of(RAW_PUT, RAW_CALLERS_PUT, NAIVE_PUT, PYTHON_PUT, PYTHON_DURABLE)) {
            rates.printRatio(out, HONE_PUT, other);
        }
        for (String other : List.of(NAIVE_GET, PYTHON_GET)) {
            rates.printRatio(out, HONE_GET, other);
        }
    }

    private void hone(Path own, Rates rates) throws InterruptedException, ExecutionException {
        int puts = settings.puts();
        Path file = own.resolve("hone.db");
        List<RecordedAnswer> answers = answers(0, puts);
        rates.add(HONE_PUT, puts(Workers.PLATFORM, file, answers));
        rates.add(VIRTUAL_PUT, puts(Workers.VIRTUAL, own.resolve("virtual.db"), answers));
        List<Digest> keys = keys(answers);
        try (Ledger ledger = SqliteLedger.open(file)) {
            rates.add(
                    HONE_GET,
                    Workers.rate(
                            settings.threads(),
                            0,
                            settings.gets(),
                            i -> found(ledger, keys.get(i % puts))));
            int first = puts - Math.min(puts, LATELY);
            IntStream.range(first, puts).forEach(i -> found(ledger, keys.get(i)));
            rates.add(
                    RECENT_GET,
                    Workers.rate(
                            settings.threads(),
                            0,
                            settings.gets(),
                            i -> found(ledger, keys.get(first + i % (puts - first)))));
        }
    }

    private Workers.Rate puts(ThreadFactory kind, Path file, List<RecordedAnswer> answers)
            throws InterruptedException, ExecutionException {
        try (Ledger ledger = SqliteLedger.open(file)) {
            return Workers.rate(
                    kind,
                    settings.threads(),
                    0,
                    answers.size(),
                    i -> ledger.record(answers.get(i)));
        }
    }

    private static void found(Ledger ledger, Digest key) {
        if (ledger.find(key).isEmpty()) {
            throw new IllegalStateException("An answer was lost.");
        }
    }

    private void naive(Path own, Rates rates)
            throws SQLException, InterruptedException, ExecutionException {
        int puts = settings.puts() / NAIVE_SHARE;
        List<RecordedAnswer> answers = answers(0, puts);
        List<Digest> keys = keys(answers);
        try (NaiveSqlite naive = new NaiveSqlite(own.resolve("naive.db"))) {
            rates.add(
                    NAIVE_PUT,
                    Workers.rate(settings.threads(), 0, puts, i -> naive.put(answers.get(i))));
            rates.add(
                    NAIVE_GET,
                    Workers.rate(
                            settings.threads(),
                            0,
                            settings.gets(),
                            i -> naive.get(keys.get(i % puts))));
        }
    }

    /// A ledger of many records: how long it takes to open, to find the answers a resumed run asks
    /// for, to read and verify everything, and to put more into it; and what of it stays in memory.
    private void large() throws InterruptedException, ExecutionException {
        Path file = folder.resolve("large.db");
        int records = settings.records();
        long start = System.nanoTime();
        try (Ledger ledger = SqliteLedger.open(file)) {
            for (int i = 0; i < records; i += BATCH) {
                ledger.recordAll(answers(i, Math.min(records, i + BATCH)));
            }
        }
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        say(
                "%,d records written at once by %,d: %,.0f a second",
                records, BATCH, records / seconds);
        start = System.nanoTime();
        try (Ledger ledger = SqliteLedger.open(file)) {
            found(ledger, Sample.request(records / 2).digest());
            say(
                    "opened, first answer found: %.1f ms",
                    (System.nanoTime() - start) / NANOS_PER_MILLI);
            int held = Math.min(HELD, records);
            double before = heap();
            Workers.Rate rate =
                    Workers.rate(
                            settings.threads(),
                            0,
                            held,
                            i -> found(ledger, Sample.request(i).digest()));
            say(
                    "%,d answers found in order, digests made: %,.0f a second, processor %.1f us"
                            + " each",
                    held, rate.perSecond(), rate.processorMicros());
            say("heap they hold afterwards: %.1f MiB", (heap() - before) / MEBIBYTE);
            readWhole(ledger, "for the first time");
            readWhole(ledger, "again, by compiled code");
            Workers.Rate puts =
                    Workers.rate(
                            Workers.VIRTUAL,
                            settings.threads(),
                            records,
                            records + settings.puts(),
                            i -> ledger.record(Sample.answer(i)));
            say(
                    "%,d answers put into it by virtual threads: %,.0f a second, processor %.1f us"
                            + " each",
                    settings.puts(), puts.perSecond(), puts.processorMicros());
        }
    }

    private void readWhole(Ledger ledger, String when) {
        long start = System.nanoTime();
        long count = ledger.answers().count();
        say(
                "%,d read whole and verified %s: %.2f s",
                count, when, (System.nanoTime() - start) / NANOS_PER_SECOND);
    }

    /// Appending to a long run.
    private void checkpoints() {
        RunId run = new RunId("long");
        List<Double> micros = new ArrayList<>();
        try (Ledger ledger = SqliteLedger.open(folder.resolve("long.db"))) {
            for (int window = 0; window < settings.events() / LedgerSettings.WINDOW; window++) {
                long start = System.nanoTime();
                for (int i = 0; i < LedgerSettings.WINDOW; i++) {
                    int step = window * LedgerSettings.WINDOW + i;
                    ledger.append(
                            run,
                            new RunEvent.StepCompleted(
                                    step, new Prompt("current"), 0.5, new Prompt("best"), 0.5));
                }
                micros.add((System.nanoTime() - start) / (LedgerSettings.WINDOW * 1e3));
            }
        }
        int tenth = Math.max(1, micros.size() / 10);
        say(
                "an event appended: %.0f us in the first tenth of %,d, %.0f us in the last"
                        + " (medians)",
                median(micros.subList(0, tenth)),
                settings.events(),
                median(micros.subList(micros.size() - tenth, micros.size())));
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    private static List<RecordedAnswer> answers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Sample::answer).toList();
    }

    private static List<Digest> keys(List<RecordedAnswer> answers) {
        return answers.stream().map(answer -> answer.request().digest()).toList();
    }

    private static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
