/// The data of the GPO paper's tasks, from a folder of the user's: in the paper's own splits, in
/// Hone's layout, or as the benchmarks' authors publish them.
///
/// Open [BenchmarkFiles][dev.hone.cli.reproduce.gpo.data.BenchmarkFiles] first; a
/// [Layout][dev.hone.cli.reproduce.gpo.data.Layout] knows one way that files may lie, and
/// [Deal][dev.hone.cli.reproduce.gpo.data.Deal] makes splits of the paper's sizes.
@NullMarked
package dev.hone.cli.reproduce.gpo.data;

import org.jspecify.annotations.NullMarked;
