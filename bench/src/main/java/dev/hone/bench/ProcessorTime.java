package dev.hone.bench;

import com.sun.management.OperatingSystemMXBean;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;

/// Adds to JMH's figures the processor time of the whole process for one operation: that of all
/// threads, the JVM's own included. Where other programs use the machine too it says more than the
/// clock.
///
/// Counts from [#begin()] to [#end()], which a benchmark calls in every iteration: JMH itself would
/// count setting up and cleaning up too.
public final class ProcessorTime implements InternalProfiler {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final double NANOS_PER_MICRO = 1e3;

    private static volatile long begun;
    private static volatile long used;

    static void begin() {
        begun = PROCESS.getProcessCpuTime();
    }

    static void end() {
        used = PROCESS.getProcessCpuTime() - begun;
    }

    @Override
    public String getDescription() {
        return "Processor time of the process for one operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double micros = used / NANOS_PER_MICRO / result.getMetadata().getAllOps();
        return List.of(new ScalarResult("processor", micros, "us/op", AggregationPolicy.AVG));
    }
}
