/// Experiences: which prompt worked for which query, from whatever was already paid for.
///
/// [OfflineDataset][dev.hone.experience.OfflineDataset] is what policies are trained and judged on,
/// made of [experiences][dev.hone.experience.Experience]. They come from files
/// ([ExperienceReader][dev.hone.experience.ExperienceReader]), from runs in the ledger
/// ([LedgerExperiences][dev.hone.experience.LedgerExperiences]), or are made for the purpose, in
/// `dev.hone.experience.pool`. What an experience is worth is next door, in
/// `dev.hone.experience.reward`; whether there is anything to learn, in `dev.hone.experience.gap`.
@NullMarked
package dev.hone.experience;

import org.jspecify.annotations.NullMarked;
