/// How sure a score is, and whether one prompt is better than another.
///
/// [PairedComparison][dev.hone.statistics.PairedComparison] compares two evaluations of the same
/// examples; [ScoreInterval][dev.hone.statistics.ScoreInterval] says how far a single score may be
/// off. Chance is an argument: the same generator state gives the same interval.
@NullMarked
package dev.hone.statistics;

import org.jspecify.annotations.NullMarked;
