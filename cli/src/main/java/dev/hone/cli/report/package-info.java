/// What commands found, as a person reads it on a terminal and as a script does:
/// [GapReport][dev.hone.cli.report.GapReport], [LoopTable][dev.hone.cli.report.LoopTable],
/// [Comparison][dev.hone.cli.report.Comparison].
@NullMarked
package dev.hone.cli.report;

import org.jspecify.annotations.NullMarked;
