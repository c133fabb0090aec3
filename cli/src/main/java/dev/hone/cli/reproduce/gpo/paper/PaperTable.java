package dev.hone.cli.reproduce.gpo.paper;

import java.util.List;

/// A table of the paper.
///
/// @param id its number
/// @param cells row by row
public record PaperTable(String id, String title, List<PaperCell> cells) {

    public PaperTable {
        cells = List.copyOf(cells);
    }

    /// `Table 2: update direction`.
    public String heading() {
        return "Table " + id + ": " + title;
    }
}
