package dev.hone.policy.training;

import static org.bytedeco.pytorch.global.torch.empty;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.policy.weights.DType;
import dev.hone.policy.weights.Safetensors;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The tensors of a checkpoint in one file, as float32: the parameters by their names, the moments
/// of AdamW by `adamw.first.` and `adamw.second.` before them.
public final class CheckpointTensors {

    private CheckpointTensors() {}

    /// @throws InputException when the file cannot be written
    public static void write(Path file, Map<String, Tensor> parameters, AdamW optimizer) {
        // Keeps the memory that is written from until it is written.
        try (PointerScope scope = new PointerScope()) {
            List<dev.hone.policy.weights.Tensor> stored = new ArrayList<>();
            named(parameters, optimizer)
                    .forEach(
                            (name, tensor) -> {
                                Tensor plain =
                                        tensor.detach().cpu().to(ScalarType.Float).contiguous();
                                stored.add(
                                        new dev.hone.policy.weights.Tensor(
                                                name, DType.F32, shape(tensor), bytes(plain)));
                            });
            Safetensors.write(file, Map.of("format", "pt"), stored);
        }
    }

    /// @throws InputException when the file is not as [#write] leaves it for such parameters;
    ///   nothing has changed then
    public static void read(Path file, Map<String, Tensor> parameters, AdamW optimizer) {
        Safetensors stored = Safetensors.read(file);
        Map<String, Tensor> named = named(parameters, optimizer);
        named.forEach((name, tensor) -> check(stored, name, shape(tensor)));
        TreeSet<String> unknown = new TreeSet<>(stored.tensors().keySet());
        unknown.removeAll(named.keySet());
        if (!unknown.isEmpty()) {
            throw new InputException(
                    file
                            + " holds the tensor "
                            + Excerpt.of(unknown.first())
                            + ", which this network has not. It was written for another network.");
        }
        named.forEach((name, tensor) -> copy(stored.tensor(name), tensor));
    }

    private static void check(Safetensors stored, String name, List<Long> shape) {
        dev.hone.policy.weights.Tensor tensor = stored.tensor(name);
        if (tensor.dtype() != DType.F32 || !tensor.shape().equals(shape)) {
            throw new InputException(
                    stored.file()
                            + ": the tensor "
                            + name
                            + " is "
                            + tensor.dtype()
                            + " of "
                            + Excerpt.of(tensor.shape().toString())
                            + ". This network needs F32 of "
                            + shape
                            + ".");
        }
    }

    private static void copy(dev.hone.policy.weights.Tensor from, Tensor to) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard off = new NoGradGuard()) {
            long[] shape = from.shape().stream().mapToLong(dimension -> dimension).toArray();
            Tensor read = empty(shape, new TensorOptions(ScalarType.Float), null);
            bytes(read).put(from.data());
            to.copy_(read);
        }
    }

    /// The memory of a tensor, for as long as the tensor lives. Processors that libtorch runs on
    /// store numbers as safetensors does, the smallest byte first.
    static ByteBuffer bytes(Tensor tensor) {
        FloatPointer pointer = tensor.data_ptr_float();
        return pointer.capacity(tensor.numel()).asByteBuffer();
    }

    private static List<Long> shape(Tensor tensor) {
        return Arrays.stream(tensor.shape()).boxed().toList();
    }

    private static Map<String, Tensor> named(Map<String, Tensor> parameters, AdamW optimizer) {
        Map<String, Tensor> named = new LinkedHashMap<>(parameters);
        optimizer.firstMoments().forEach((name, m) -> named.put("adamw.first." + name, m));
        optimizer.secondMoments().forEach((name, v) -> named.put("adamw.second." + name, v));
        return named;
    }
}
