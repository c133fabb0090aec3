/// What a run leaves behind: the run folder with `prompt.txt`, `result.json`, `trajectory.jsonl`
/// and `report.html`, made from nothing but the run's events and what its two roles used.
///
/// [RunView][dev.hone.result.RunView] sorts the events, [RunResult][dev.hone.result.RunResult] and
/// [TrajectoryLine][dev.hone.result.TrajectoryLine] say what came of them, and
/// [RunFolder][dev.hone.result.RunFolder] writes it down. The same events give the same bytes.
/// [RunJournal][dev.hone.result.RunJournal] writes the events themselves to a ledger.
@NullMarked
package dev.hone.result;

import org.jspecify.annotations.NullMarked;
