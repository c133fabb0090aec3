package dev.hone.cli.reproduce.gpo.data;

import dev.hone.Splits;

/// The data of one task.
///
/// @param dealt whether the splits stand in the files, and were not drawn by Hone
/// @param shortage which splits are smaller than the paper's, for people: `test 44 of 144`; empty
///   where none is
public record PaperData(Splits splits, boolean dealt, String shortage) {}
