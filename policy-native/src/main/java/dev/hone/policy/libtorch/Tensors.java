package dev.hone.policy.libtorch;

import static org.bytedeco.pytorch.global.torch.from_blob;

import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Arrays to tensors and back. Tensors made here own their memory.
public final class Tensors {

    private Tensors() {}

    public static Tensor of(float[] values, long... shape) {
        try (FloatPointer pointer = new FloatPointer(values)) {
            return from_blob(pointer, shape, new TensorOptions(ScalarType.Float)).clone();
        }
    }

    public static Tensor of(double[] values, long... shape) {
        try (DoublePointer pointer = new DoublePointer(values)) {
            return from_blob(pointer, shape, new TensorOptions(ScalarType.Double)).clone();
        }
    }

    public static Tensor of(int[] values, long... shape) {
        try (IntPointer pointer = new IntPointer(values)) {
            return from_blob(pointer, shape, new TensorOptions(ScalarType.Int)).clone();
        }
    }

    public static Tensor of(boolean[] values, long... shape) {
        try (BoolPointer pointer = new BoolPointer(values.length)) {
            for (int i = 0; i < values.length; i++) {
                pointer.put(i, values[i]);
            }
            return from_blob(pointer, shape, new TensorOptions(ScalarType.Bool)).clone();
        }
    }

    public static Tensor cat(long dimension, Tensor... parts) {
        return torch.cat(new TensorVector(parts), dimension);
    }

    public static float[] floats(Tensor tensor) {
        Tensor plain = tensor.detach().cpu().to(ScalarType.Float).contiguous();
        float[] values = new float[Math.toIntExact(plain.numel())];
        plain.data_ptr_float().get(values);
        return values;
    }

    public static int[] ints(Tensor tensor) {
        Tensor plain = tensor.to(ScalarType.Int).contiguous();
        int[] values = new int[Math.toIntExact(plain.numel())];
        plain.data_ptr_int().get(values);
        return values;
    }
}
