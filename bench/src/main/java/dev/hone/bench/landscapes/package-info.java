/// All optimizers on landscapes of prompts whose heights are known:
/// [LandscapeCampaign][dev.hone.bench.landscapes.LandscapeCampaign], started by `bench/landscapes`.
///
/// The searches are those of `hone compare`. What is judged is the true score of the prompt that a
/// search would have given at any number of calls, not the score it believed in.
@NullMarked
package dev.hone.bench.landscapes;

import org.jspecify.annotations.NullMarked;
