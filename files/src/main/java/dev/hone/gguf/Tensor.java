package dev.hone.gguf;

import java.nio.ByteBuffer;
import java.util.List;

/// A tensor to be written: its numbers, and the type they are stored in.
///
/// @param sizes 1 to 4, each at least 1; the first one's elements lie side by side in `values`
/// @param type [TensorType#F32], [TensorType#F16] or [TensorType#Q8_0]
/// @param values not copied
public record Tensor(String name, List<Integer> sizes, TensorType type, float[] values) {

    private static final int LARGEST_BYTE = 127;

    public Tensor {
        sizes = List.copyOf(sizes);
        long elements = sizes.stream().mapToLong(size -> size).reduce(1, Math::multiplyExact);
        if (sizes.isEmpty() || sizes.size() > 4 || elements != values.length) {
            throw new IllegalArgumentException(
                    name + ": sizes " + sizes + " do not fit " + values.length + " values.");
        }
        if (type != TensorType.F32 && type != TensorType.F16 && type != TensorType.Q8_0) {
            throw new IllegalArgumentException(name + ": cannot write the type " + type + ".");
        }
        if (sizes.getFirst() % type.blockElements() != 0) {
            throw new IllegalArgumentException(
                    name + ": rows of " + sizes.getFirst() + " are no whole blocks of " + type);
        }
    }

    long bytes() {
        return type.bytes(values.length);
    }

    /// Puts the encoded numbers into a buffer, little-endian.
    ///
    /// @param from the first element, at the start of a block
    /// @param to behind the last, at the end of one
    void encode(int from, int to, ByteBuffer out) {
        switch (type) {
            case F32 -> {
                for (int i = from; i < to; i++) {
                    out.putFloat(values[i]);
                }
            }
            case F16 -> {
                for (int i = from; i < to; i++) {
                    out.putShort(Float.floatToFloat16(values[i]));
                }
            }
            default -> {
                for (int block = from; block < to; block += type.blockElements()) {
                    encodeBlock(block, out);
                }
            }
        }
    }

    /// Q8_0: a half-precision scale, the largest magnitude over 127, and 32 signed bytes.
    private void encodeBlock(int from, ByteBuffer out) {
        float largest = 0;
        for (int i = 0; i < type.blockElements(); i++) {
            largest = Math.max(largest, Math.abs(values[from + i]));
        }
        float scale = largest / LARGEST_BYTE;
        float inverse = scale == 0 ? 0 : 1 / scale;
        out.putShort(Float.floatToFloat16(scale));
        for (int i = 0; i < type.blockElements(); i++) {
            out.put((byte) Math.round(values[from + i] * inverse));
        }
    }
}
