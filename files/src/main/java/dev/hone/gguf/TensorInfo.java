package dev.hone.gguf;

import java.util.List;

/// A tensor as a header describes it.
///
/// @param sizes 1 to 4, each at least 1; the first one's elements lie side by side
/// @param offset of its first byte behind the start of the data, a multiple of the alignment
public record TensorInfo(String name, List<Long> sizes, TensorType type, long offset) {

    public TensorInfo {
        sizes = List.copyOf(sizes);
    }

    public long elements() {
        return sizes.stream().reduce(1L, Math::multiplyExact);
    }

    public long bytes() {
        return type.bytes(elements());
    }
}
