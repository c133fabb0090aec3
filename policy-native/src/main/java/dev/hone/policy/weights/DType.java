package dev.hone.policy.weights;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an element of a tensor is, by its name in safetensors. Numbers are little-endian.
public enum DType {
    F64(Double.BYTES),
    F32(Float.BYTES),
    /// IEEE 754 half precision: 5 bits of exponent, 10 of fraction.
    F16(Short.BYTES),
    /// The upper half of an F32: 8 bits of exponent, 7 of fraction.
    BF16(Short.BYTES),
    I64(Long.BYTES),
    I32(Integer.BYTES),
    I8(Byte.BYTES),
    U8(Byte.BYTES),
    /// One byte, 0 or 1.
    BOOL(Byte.BYTES);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /// The bytes of one element: 1, 2, 4 or 8.
    public int bytes() {
        return bytes;
    }

    /// Whether [Tensor#floats] can read it.
    public boolean readsAsFloat() {
        return switch (this) {
            case F32, F16, BF16 -> true;
            case F64, I64, I32, I8, U8, BOOL -> false;
        };
    }

    static Optional<DType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(DType::name).collect(Collectors.joining(", "));
    }
}
