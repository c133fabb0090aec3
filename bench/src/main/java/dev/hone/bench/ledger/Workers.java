package dev.hone.bench.ledger;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/// Several threads that do numbered pieces of work.
final class Workers {

    static final ThreadFactory PLATFORM = Thread.ofPlatform().factory();

    /// As those that ask for Hone's evaluations.
    static final ThreadFactory VIRTUAL = Thread.ofVirtual().factory();

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final double NANOS_PER_SECOND = 1e9;

    private Workers() {}

    /// Does the work for every number from `from` until `to`.
    interface Work {
        void on(int number) throws Exception;
    }

    /// @param perSecond pieces of work
    /// @param processorMicros of this process for each piece, all threads together
    record Rate(double perSecond, double processorMicros) {}

    /// Of platform threads.
    static Rate rate(int threads, int from, int to, Work work)
            throws InterruptedException, ExecutionException {
        return rate(PLATFORM, threads, from, to, work);
    }

    static Rate rate(ThreadFactory kind, int threads, int from, int to, Work work)
            throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger(from);
        Callable<Integer> worker =
                () -> {
                    int done = 0;
                    for (int number = next.getAndIncrement();
                            number < to;
                            number = next.getAndIncrement()) {
                        work.on(number);
                        done++;
                    }
                    return done;
                };
        try (ExecutorService pool = Executors.newFixedThreadPool(threads, kind)) {
            List<Callable<Integer>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(worker);
            }
            long processor = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            for (Future<Integer> future : pool.invokeAll(workers)) {
                future.get();
            }
            long nanos = System.nanoTime() - start;
            long processorNanos = PROCESS.getProcessCpuTime() - processor;
            return new Rate(
                    (to - from) * NANOS_PER_SECOND / nanos, processorNanos / 1e3 / (to - from));
        }
    }
}
