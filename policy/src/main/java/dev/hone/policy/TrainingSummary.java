package dev.hone.policy;

import dev.hone.Digest;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// How a policy came to be: its provenance.
///
/// @param profile such as `tiny`
/// @param parameters numbers that were learned
/// @param rows demonstrations of the last training
/// @param data digest of the demonstrations of the last training, in their order
/// @param seed of the last training
/// @param loop 1 for a policy trained from its start; one more for each that went on from another
/// @param basis by what the demonstrations were chosen; null where nobody noted it
/// @param losses of the epochs of the last training
/// @param version of Hone that trained it
public record TrainingSummary(
        String profile,
        long parameters,
        int rows,
        Digest data,
        long seed,
        int loop,
        @Nullable TrainingBasis basis,
        List<EpochLosses> losses,
        String version) {

    public TrainingSummary {
        losses = List.copyOf(losses);
    }
}
