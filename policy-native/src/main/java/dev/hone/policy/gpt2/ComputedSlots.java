package dev.hone.policy.gpt2;

import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.Tensor;

/// The slots of B sequences of T that are computed: picks them out, and puts them back.
///
/// @param index into B × T [N]
/// @param rows B
/// @param length T
record ComputedSlots(Tensor index, long rows, long length) {

    static ComputedSlots of(NetworkInput input) {
        return new ComputedSlots(input.computed(), input.tokens().size(0), input.tokens().size(1));
    }

    Tensor pack(Tensor x) { // [B, T, k]
        Tensor flat = x.reshape(rows * length, x.size(2));
        return all() ? flat : flat.index_select(0, index); // [N, k]
    }

    /// What is the same in all sequences.
    Tensor packEach(Tensor x) { // [T, k]
        return pack(x.unsqueeze(0).expand(rows, length, x.size(1))); // [N, k]
    }

    Tensor unpack(Tensor x) { // [N, k]
        long k = x.size(1);
        Tensor flat =
                all()
                        ? x
                        : zeros(new long[] {rows * length, k}, x.options()).index_copy(0, index, x);
        return flat.reshape(rows, length, k); // [B, T, k]
    }

    private boolean all() {
        return index.size(0) == rows * length;
    }
}
