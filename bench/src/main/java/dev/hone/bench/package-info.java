/// How fast the engine is, and what it costs: [EngineBenchmark][dev.hone.bench.EngineBenchmark]
/// against a bare HTTP client, [FrameworkCost][dev.hone.bench.FrameworkCost] without any network.
/// `bench/run` starts them; `docs/reference/benchmarks.md` has the figures and what they mean.
@NullMarked
package dev.hone.bench;

import org.jspecify.annotations.NullMarked;
