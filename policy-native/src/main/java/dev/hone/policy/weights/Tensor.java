package dev.hone.policy.weights;

import dev.hone.Excerpt;
import dev.hone.InputException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.List;

/// A tensor as it lies in a file: row-major, little-endian, at most 2 GB.
///
/// A tensor that was read lies in the mapped file: it stays readable as long as the file is neither
/// shortened nor overwritten in place, and takes no heap. Safe for several threads.
///
/// @param name unique in its file, at most 512 characters
/// @param shape dimensions, outermost first, none negative; empty for a single number
/// @param data exactly the bytes of the elements
public record Tensor(String name, DType dtype, List<Long> shape, ByteBuffer data) {

    /// @throws IllegalArgumentException when the bytes are not as many as type and shape say
    public Tensor {
        shape = List.copyOf(shape);
        data = data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        if (shape.stream().anyMatch(dimension -> dimension < 0)) {
            throw new IllegalArgumentException("shape " + shape + " must not be negative.");
        }
        if (Shape.bytes(dtype, shape) != data.remaining()) {
            throw new IllegalArgumentException(
                    "data ("
                            + data.remaining()
                            + " bytes) must be "
                            + dtype
                            + " of "
                            + shape
                            + ".");
        }
    }

    /// An F32 tensor of its own memory, which is not on the heap.
    public static Tensor of(String name, List<Long> shape, float... values) {
        ByteBuffer data =
                ByteBuffer.allocateDirect(Math.multiplyExact(values.length, Float.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return new Tensor(name, DType.F32, shape, data);
    }

    /// A view of its own position, read-only, little-endian; direct when the tensor was read.
    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The number of elements.
    public long elements() {
        return Shape.elements(shape);
    }

    /// The elements as a copy on the heap. F32, F16 and BF16 keep their value to the bit.
    ///
    /// @throws InputException when it is of another type
    public float[] floats() {
        ByteBuffer bytes = data();
        float[] values = new float[bytes.remaining() / dtype.bytes()];
        switch (dtype) {
            case F32 -> bytes.asFloatBuffer().get(values);
            case F16 -> {
                ShortBuffer halves = bytes.asShortBuffer();
                for (int index = 0; index < values.length; index++) {
                    values[index] = Float.float16ToFloat(halves.get(index));
                }
            }
            case BF16 -> {
                ShortBuffer halves = bytes.asShortBuffer();
                for (int index = 0; index < values.length; index++) {
                    values[index] = Float.intBitsToFloat(halves.get(index) << Short.SIZE);
                }
            }
            case F64, I64, I32, I8, U8, BOOL ->
                    throw new InputException(
                            "The tensor "
                                    + Excerpt.of(name)
                                    + " holds "
                                    + dtype
                                    + ". Weights must be F32, F16 or BF16.");
        }
        return values;
    }
}
