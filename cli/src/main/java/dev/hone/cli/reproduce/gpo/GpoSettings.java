package dev.hone.cli.reproduce.gpo;

import dev.hone.cli.reproduce.gpo.paper.ModelPair;
import dev.hone.cli.reproduce.gpo.paper.Paper;
import dev.hone.cli.session.Typed;
import dev.hone.cli.terminal.Terminal;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.task.TaskFile;

import java.nio.file.Path;
import java.util.Map;

/// What was asked for, apart from which cells.
///
/// @param data folder of all benchmarks
/// @param set what the command line says of models, limits and budgets, by dotted key
/// @param turns 2 where the bare answer is asked for
/// @param beside the paper's models whose numbers stand beside
record GpoSettings(
        Terminal terminal,
        Paper paper,
        Path data,
        Map<String, String> set,
        int turns,
        ModelPair beside,
        LedgerPlace ledger) {

    GpoSettings {
        set = Map.copyOf(set);
    }

    TaskFile file(PlannedRun run) {
        return GpoTaskFile.of(run, data, set, turns);
    }

    /// @throws dev.hone.InputException when a key is none that may be set, or its value is wrong
    void requireRightKeys(Plan plan) {
        TaskFile unused = file(plan.runs().getFirst());
    }

    Typed typed() {
        return new Typed(set, terminal.workingDirectory());
    }
}
