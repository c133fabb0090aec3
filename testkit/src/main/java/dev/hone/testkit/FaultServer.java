package dev.hone.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.hone.model.Message;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/// A real HTTP server on 127.0.0.1 that speaks the chat completions of the OpenAI protocol, and
/// fails on demand. One thread for every request in flight; thread-safe.
///
/// Faults come from a script, one for every request in the order of arrival, and after its end at
/// random with a given rate and seed; conversations may be picked out that always get the same one.
/// Without either it is a fast, well-behaved server.
public final class FaultServer implements AutoCloseable {

    static {
        // The JDK's server reads these once, on first use: without them it drops idle connections
        // above 200, and delays small answers by up to 40 ms.
        defaultProperty("sun.net.httpserver.maxIdleConnections", "5000");
        defaultProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final int BACKLOG = 4096;

    private final Builder settings;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger count = new AtomicInteger();
    private final List<ReceivedRequest> requests = new ArrayList<>();

    private FaultServer(Builder settings) {
        this.settings = settings;
        try {
            InetAddress local = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            http = HttpServer.create(new InetSocketAddress(local, settings.port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + settings.port + ".", e);
        }
        http.setExecutor(threads);
        http.createContext("/v1/chat/completions", this::complete);
        http.createContext("/v1/models", this::listModels);
        http.start();
    }

    /// A server that answers every completion of a conversation alike.
    public static Builder answering(Function<List<Message>, String> answer) {
        return answeringEach((request, sample) -> answer.apply(request.messages()));
    }

    /// A server whose completions differ within one request.
    public static Builder answeringEach(Answers answers) {
        return new Builder(answers);
    }

    /// What a client is configured with, for example `http://127.0.0.1:41233/v1`.
    public String baseUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/v1";
    }

    /// The chat completion requests received, answered or not.
    public int requestCount() {
        return count.get();
    }

    /// The requests that came faster than the [rate][Builder#rate] allows.
    public int violationCount() {
        ServedRate rate = settings.rate;
        return rate == null ? 0 : rate.violations();
    }

    /// The requests in the order they came.
    public List<ReceivedRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /// Stops at once; requests in flight are cut off.
    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void listModels(HttpExchange exchange) throws IOException {
        Map<String, ?> model = Map.of("id", settings.model, "object", "model");
        FaultyReply.send(
                exchange, 200, ChatReply.bytes(Map.of("object", "list", "data", List.of(model))));
    }

    private void complete(HttpExchange exchange) throws IOException {
        try (exchange) {
            ReceivedRequest request = read(exchange);
            int index = remember(request);
            if (!authorized(request)) {
                String given = request.headers().getOrDefault("authorization", "none");
                String body = Fault.error("invalid_api_key", "Incorrect API key: " + given);
                FaultyReply.send(exchange, 401, body.getBytes(StandardCharsets.UTF_8));
                return;
            }
            ServedRate.Verdict verdict = settings.arrive();
            verdict.headers().forEach(exchange.getResponseHeaders()::set);
            SplittableRandom random = new SplittableRandom(settings.seed + index);
            Thread.sleep(settings.latency(random));
            new FaultyReply(exchange, request, settings.answers)
                    .give(verdict.fault(settings.fault(request, index, random)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int remember(ReceivedRequest request) {
        if (!settings.recording) {
            return count.getAndIncrement();
        }
        synchronized (requests) {
            requests.add(request);
            return count.getAndIncrement();
        }
    }

    private boolean authorized(ReceivedRequest request) {
        return settings.key == null
                || ("Bearer " + settings.key).equals(request.headers().get("authorization"));
    }

    private static ReceivedRequest read(HttpExchange exchange) throws IOException {
        JsonNode body = ChatReply.JSON.readTree(exchange.getRequestBody().readAllBytes());
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), all.getFirst()));
        return new ReceivedRequest(body, headers);
    }

    private static void defaultProperty(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    /// Serves until it is killed, for benchmarks: answers the last message with its own text.
    ///
    /// @param args port, latency in milliseconds, fault rate in [0, 1], seed
    public static void main(String[] args) throws InterruptedException {
        if (args.length != 4) {
            throw new IllegalArgumentException(
                    "Four arguments are needed, "
                            + args.length
                            + " were given: PORT LATENCY_MILLIS FAULT_RATE SEED.");
        }
        answering(messages -> messages.getLast().text())
                .port(Integer.parseInt(args[0]))
                .latency(Duration.ofMillis(Long.parseLong(args[1])))
                .faultRate(Double.parseDouble(args[2]), Long.parseLong(args[3]))
                .recording(false)
                .start();
        new CountDownLatch(1).await();
    }

    /// Settings of a server: any free port, no key, no latency, no faults, every request recorded.
    public static final class Builder {

        private final Answers answers;
        private int port;
        private String model = "fault-server";
        private @Nullable String key;
        private Duration leastLatency = Duration.ZERO;
        private Duration mostLatency = Duration.ZERO;
        private List<Fault> script = List.of();
        private Predicate<List<Message>> doomed = messages -> false;
        private Fault doom = Fault.NONE;
        private double faultRate;
        private long seed;
        private boolean recording = true;
        private @Nullable ServedRate rate;

        private Builder(Answers answers) {
            this.answers = answers;
        }

        /// 0 for any free port.
        public Builder port(int newPort) {
            port = newPort;
            return this;
        }

        /// The one model that `GET /v1/models` lists; requests may name any.
        public Builder model(String newModel) {
            model = newModel;
            return this;
        }

        /// Requests with another bearer key are answered by 401, with the wrong key in the message.
        public Builder key(String newKey) {
            key = newKey;
            return this;
        }

        /// Waits before every answer.
        public Builder latency(Duration latency) {
            return latency(latency, latency, seed);
        }

        /// Waits before every answer, between two durations, drawn with the seed.
        public Builder latency(Duration least, Duration most, long newSeed) {
            leastLatency = least;
            mostLatency = most;
            seed = newSeed;
            return this;
        }

        /// What happens to the first requests, in the order they come.
        public Builder faults(Fault... newScript) {
            script = List.of(newScript);
            return this;
        }

        /// What happens to certain conversations, whenever they come.
        public Builder always(Fault fault, Predicate<List<Message>> conversations) {
            doom = fault;
            doomed = conversations;
            return this;
        }

        /// How often one of [Fault#EVERYDAY] happens after the script's end.
        ///
        /// @param rate in [0, 1]
        public Builder faultRate(double rate, long newSeed) {
            faultRate = rate;
            seed = newSeed;
            return this;
        }

        /// Answers 429 to requests beyond a rate: a bucket of so many requests, filled in the
        /// period.
        ///
        /// @param told whether OpenAI's headers say on every answer what is left, and on refusals
        ///   how long to wait
        public Builder rate(int limit, Duration period, boolean told) {
            rate = new ServedRate(limit, period, told);
            return this;
        }

        /// Whether requests are kept; they are counted anyhow.
        public Builder recording(boolean newRecording) {
            recording = newRecording;
            return this;
        }

        public FaultServer start() {
            return new FaultServer(this);
        }

        private ServedRate.Verdict arrive() {
            return rate == null ? new ServedRate.Verdict(true, Map.of()) : rate.arrive();
        }

        private Duration latency(SplittableRandom random) {
            long spread = mostLatency.minus(leastLatency).toNanos();
            return leastLatency.plusNanos(spread == 0 ? 0 : random.nextLong(spread));
        }

        private Fault fault(ReceivedRequest request, int index, SplittableRandom random) {
            if (doomed.test(request.messages())) {
                return doom;
            }
            if (index < script.size()) {
                return script.get(index);
            }
            return random.nextDouble() < faultRate
                    ? Fault.EVERYDAY.get(random.nextInt(Fault.EVERYDAY.size()))
                    : Fault.NONE;
        }
    }
}
