package dev.hone.cli.reproduce.gpo.data;

import dev.hone.cli.reproduce.gpo.paper.PaperTask;

import java.nio.file.Path;
import java.util.Optional;

/// One way that the files of a task may lie in a folder.
interface Layout {

    /// Empty where the folder has no such files.
    ///
    /// @throws dev.hone.InputException when they are there and wrong
    Optional<Found> find(Path folder, PaperTask task);
}
