/// Experiences: which prompt worked for which query, from whatever was already paid for.
///
/// [OfflineDataset][dev.hone.experience.OfflineDataset] is what policies are trained and judged on,
/// made of [experiences][dev.hone.experience.Experience].
@NullMarked
package dev.hone.experience;

import org.jspecify.annotations.NullMarked;
