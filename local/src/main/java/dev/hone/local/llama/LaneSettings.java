package dev.hone.local.llama;

/// How generating is divided.
///
/// @param lanes contexts that go on side by side, each on a thread of its own
/// @param slots generations that a lane works on at once
/// @param threads that llama.cpp takes within one lane
/// @param context tokens of prompt and answer together
/// @param batch the most tokens of one call
/// @param flashAttention whether attention is computed in one kernel
public record LaneSettings(
        int lanes, int slots, int threads, int context, int batch, boolean flashAttention) {

    public LaneSettings {
        if (lanes < 1 || slots < 1 || threads < 1 || context < 1 || batch < slots) {
            throw new IllegalArgumentException(
                    "All must be at least 1, and a batch has room for every slot.");
        }
    }
}
