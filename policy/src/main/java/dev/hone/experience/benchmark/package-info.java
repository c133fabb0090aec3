/// The benchmark of the paper (QPO §2 and §5): its eight tasks with their splits, prompts and
/// sample sizes. No data are shipped; they come from a folder of the user's.
///
/// Open [QpoTask][dev.hone.experience.benchmark.QpoTask] first;
/// [BenchmarkFolder][dev.hone.experience.benchmark.BenchmarkFolder] reads the data of one, and
/// [CallPlan][dev.hone.experience.benchmark.CallPlan] says what a run of it asks.
@NullMarked
package dev.hone.experience.benchmark;

import org.jspecify.annotations.NullMarked;
