package dev.hone.bench;

import dev.hone.Dataset;
import dev.hone.testkit.InMemoryLedger;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The whole engine against a bare `java.net.http` client: requests a second from a local server
/// that answers after a fixed time.
///
/// The contenders take turns, in another order every round, so that whatever else the machine does
/// hits all of them; what counts is the ratio within a round. No question is asked twice of one
/// contender, so that nothing is answered from the ledger.
public final class EngineBenchmark {

    private final EngineSettings settings;
    private final List<Contender> contenders;
    private final LocalServer server;
    private final PrintStream out;
    private int firstQuestion;

    private EngineBenchmark(
            EngineSettings settings,
            List<Contender> contenders,
            LocalServer server,
            PrintStream out) {
        this.settings = settings;
        this.contenders = contenders;
        this.server = server;
        this.out = out;
    }

    /// Runs and prints.
    ///
    /// @param args as [EngineSettings] reads them
    public static void main(String[] args) throws IOException, InterruptedException {
        run(EngineSettings.parse(args), System.out);
    }

    static void run(EngineSettings settings, PrintStream out)
            throws IOException, InterruptedException {
        try (LocalServer server = LocalServer.start(settings.latency());
                TemporaryLedger file = new TemporaryLedger();
                InMemoryLedger memory = new InMemoryLedger()) {
            String url = server.baseUrl();
            int inFlight = settings.inFlight();
            List<Contender> contenders =
                    List.of(
                            new BareClient(url, inFlight),
                            Engine.over("engine", file.ledger(), url, inFlight),
                            Engine.over("engine, ledger in memory", memory, url, inFlight));
            new EngineBenchmark(settings, contenders, server, out).run();
        }
    }

    private void run() throws InterruptedException {
        out.println(settings);
        for (int i = 0; i < settings.warmUps(); i++) {
            round("warm-up " + (i + 1), i);
        }
        List<Round[]> rounds = new ArrayList<>();
        for (int i = 0; i < settings.rounds(); i++) {
            rounds.add(round("round " + (i + 1), i));
        }
        for (int place = 1; place < contenders.size(); place++) {
            printRatio(contenders.get(place), ratios(rounds, place));
        }
    }

    /// What was measured, in the order of the contenders.
    private Round[] round(String title, int turn) throws InterruptedException {
        Dataset dataset = Questions.dataset(firstQuestion, settings.requests());
        firstQuestion += settings.requests();
        Round[] measured = new Round[contenders.size()];
        for (int i = 0; i < measured.length; i++) {
            int place = (i + turn) % measured.length;
            Contender contender = contenders.get(place);
            Contender.Work work = contender.prepare(dataset);
            Duration before = server.processorTime();
            measured[place] = Round.of(work, settings.requests());
            print(title, contender, measured[place], server.processorTime().minus(before));
        }
        return measured;
    }

    /// Of the contender in that place to the bare client, round by round, smallest first.
    private static List<Double> ratios(List<Round[]> rounds, int place) {
        return rounds.stream()
                .map(round -> round[place].requestsPerSecond() / round[0].requestsPerSecond())
                .sorted()
                .toList();
    }

    private void print(String title, Contender contender, Round round, Duration server) {
        out.printf(
                Locale.ROOT,
                "%-9s  %-24s %6.0f requests/s, processor %4.0f us/request (server %3.0f),"
                        + " heap %4d MiB, %d failed%n",
                title,
                contender.name(),
                round.requestsPerSecond(),
                round.processorMicrosPerRequest(),
                server.toNanos() / 1e3 / round.requests(),
                round.heapMebibytes(),
                round.failed());
    }

    private void printRatio(Contender contender, List<Double> ratios) {
        out.printf(
                Locale.ROOT,
                "%s / %s: median %.3f, from %.3f to %.3f over %d rounds%n",
                contender.name(),
                contenders.getFirst().name(),
                ratios.get(ratios.size() / 2),
                ratios.getFirst(),
                ratios.getLast(),
                ratios.size());
    }
}
