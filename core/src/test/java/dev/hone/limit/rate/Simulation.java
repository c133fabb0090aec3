package dev.hone.limit.rate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Clients with limiters and one server, in time that only events move.
final class Simulation {

    static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_BACKOFF = SECOND / 2;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingInt(Event::order));
    private final SplittableRandom random = new SplittableRandom(1);
    private final Server server;
    private final List<Client> clients = new ArrayList<>();
    private long now;
    private int scheduled;

    Simulation(Server server) {
        this.server = server;
    }

    Client client(int workers, Weight weight) {
        Client client = new Client(workers, weight);
        clients.add(client);
        return client;
    }

    void run(long nanos) {
        long end = now + nanos;
        clients.forEach(Client::pump);
        while (!events.isEmpty() && events.peek().at() <= end) {
            Event event = events.remove();
            now = event.at();
            event.action().run();
        }
        now = end;
    }

    private void in(long nanos, Runnable action) {
        events.add(new Event(now + nanos, scheduled++, action));
    }

    private record Event(long at, int order, Runnable action) {}

    /// What answers.
    interface Server {

        /// Whether a request is accepted.
        boolean arrive(long now, Weight weight);

        /// A request that was accepted is answered.
        default void leave() {}

        long latency();

        /// What the headers of every answer say.
        default RateSignal says(long now) {
            return new RateSignal(List.of(), false);
        }
    }

    /// Workers that send one request after the other through one limiter.
    final class Client {

        private final AdaptiveLimiter limiter = new AdaptiveLimiter();
        private final int workers;
        private final Weight weight;
        private int idle;
        private boolean waiting;
        private int answered;
        private int refused;

        private Client(int workers, Weight weight) {
            this.workers = workers;
            this.weight = weight;
            this.idle = workers;
        }

        int answered() {
            return answered;
        }

        int refused() {
            return refused;
        }

        void forget() {
            answered = 0;
            refused = 0;
        }

        private void pump() {
            while (idle > 0 && !waiting) {
                long wait = limiter.waitNanos(now, "model", weight, workers);
                if (wait == AdaptiveLimiter.FOR_A_SLOT) {
                    return;
                }
                if (wait > 0) {
                    waiting = true;
                    in(
                            wait,
                            () -> {
                                waiting = false;
                                pump();
                            });
                    return;
                }
                idle--;
                limiter.enter(now, "model", weight);
                send(now);
            }
        }

        private void send(long sentAt) {
            AdaptiveLimiter.Mark mark = limiter.sending(now, "model");
            boolean accepted = server.arrive(now, weight);
            RateSignal signal = server.says(now);
            Consumer<Boolean> end =
                    answer -> {
                        limiter.said(now, signal, mark);
                        if (answer) {
                            server.leave();
                            answered++;
                            limiter.answered(sentAt, now);
                            idle++;
                        } else {
                            refused++;
                            limiter.refused(sentAt, now, "model", weight);
                            in(random.nextLong(LONGEST_BACKOFF), this::comeBack);
                        }
                        pump();
                    };
            in(accepted ? server.latency() : server.latency() / 10 + 1, () -> end.accept(accepted));
        }

        private void comeBack() {
            idle++;
            pump();
        }
    }
}
