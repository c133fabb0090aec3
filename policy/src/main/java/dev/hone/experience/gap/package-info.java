/// Is it worth training a policy? The gap between the best single prompt and the best prompt of
/// each query, and how much of it is luck.
///
/// [OracleGap][dev.hone.experience.gap.OracleGap] measures it on an
/// [OfflineDataset][dev.hone.experience.OfflineDataset] and ends in a
/// [Recommendation][dev.hone.experience.gap.Recommendation].
@NullMarked
package dev.hone.experience.gap;

import org.jspecify.annotations.NullMarked;
