package dev.hone.cli.reproduce.gpo;

import dev.hone.cli.reproduce.gpo.paper.PaperTask;
import dev.hone.cli.reproduce.gpo.paper.Treatment;

/// One search that is judged on test, or one prompt that is judged as it is. Two cells that need
/// equal runs share them.
///
/// @param seed of the search
record PlannedRun(PaperTask task, Treatment treatment, long seed) {

    /// For people: `gpo navigate seed 1`.
    String label() {
        return treatment.label() + "  " + task.id() + "  seed " + seed;
    }
}
