package dev.hone.policy;

import org.jspecify.annotations.Nullable;

/// On what a policy computes, and in what numbers. What it does on one machine, the same
/// computation does again to the bit; another device, precision or kind of processor rounds
/// otherwise, so that a prompt may come out otherwise.
///
/// @param precision of matrix products; null for the engine's choice: 32 bits in training and when
///   known prompts are scored, in writing what is fast
public record Computation(Device device, @Nullable Precision precision) {

    /// On the processor, as the engine chooses.
    public static final Computation USUAL = new Computation(Device.CPU, null);

    /// Where tensors are.
    public enum Device {
        CPU,
        /// The first graphics card of NVIDIA.
        CUDA
    }

    /// Of matrix products; sums are 32 bits wide in both, and so is what a policy keeps in files.
    public enum Precision {
        FLOAT32,
        BFLOAT16
    }
}
