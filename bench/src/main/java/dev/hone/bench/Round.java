package dev.hone.bench;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/// What was measured of one round.
///
/// @param requests how many were made
/// @param failed how many of them were not answered
/// @param seconds on the clock
/// @param processorSeconds of this process, all its threads, the JVM's own included
/// @param heapMebibytes the most that was in use at a time, garbage included
record Round(
        int requests, int failed, double seconds, double processorSeconds, long heapMebibytes) {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final int BYTES_PER_MEBIBYTE = 1 << 20;

    static Round of(Contender.Work work, int requests) throws InterruptedException {
        List<MemoryPoolMXBean> heap =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .toList();
        System.gc();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long processor = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        int failed = work.run();
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        double processorSeconds = (PROCESS.getProcessCpuTime() - processor) / NANOS_PER_SECOND;
        long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return new Round(requests, failed, seconds, processorSeconds, peak / BYTES_PER_MEBIBYTE);
    }

    double requestsPerSecond() {
        return requests / seconds;
    }

    double processorMicrosPerRequest() {
        return processorSeconds * MICROS_PER_SECOND / requests;
    }
}
