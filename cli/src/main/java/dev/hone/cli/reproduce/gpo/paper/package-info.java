/// What the GPO paper did and printed, read from two files beside these classes: its tasks with the
/// sizes of their splits, and its tables with the search that each cell is.
///
/// Open [Paper][dev.hone.cli.reproduce.gpo.paper.Paper] first. No row of any benchmark is here.
@NullMarked
package dev.hone.cli.reproduce.gpo.paper;

import org.jspecify.annotations.NullMarked;
