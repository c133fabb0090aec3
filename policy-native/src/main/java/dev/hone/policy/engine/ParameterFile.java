package dev.hone.policy.engine;

import dev.hone.InputException;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.libtorch.Tensors;
import dev.hone.policy.libtorch.Torch;
import dev.hone.policy.weights.Safetensors;
import dev.hone.policy.weights.Tensor;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The parameters of a policy as a safetensors file, 32 bits a number.
final class ParameterFile {

    private ParameterFile() {}

    /// The file is there in full when the call returns, or as it was before.
    static void write(Path file, Parameters parameters) {
        List<Tensor> tensors = new ArrayList<>();
        parameters
                .all()
                .forEach(
                        (name, tensor) ->
                                tensors.add(
                                        Tensor.of(
                                                name,
                                                Arrays.stream(tensor.shape()).boxed().toList(),
                                                Tensors.floats(tensor))));
        Safetensors.write(file, Map.of("format", "hone-policy"), tensors);
    }

    /// @throws InputException when a tensor is missing, or has another shape or content than the
    ///   network's
    static Parameters read(Path file, PolicyConfig config) {
        Safetensors content = Safetensors.read(file);
        Torch.prepare();
        Parameters parameters = new Parameters(config, ScalarType.Float);
        for (Map.Entry<String, long[]> shape : Parameters.shapes(config).entrySet()) {
            copy(file, content.tensor(shape.getKey()), shape.getValue(), parameters);
        }
        return parameters;
    }

    /// Fills one parameter.
    static void copy(Path file, Tensor tensor, long[] shape, Parameters parameters) {
        List<Long> right = Arrays.stream(shape).boxed().toList();
        if (!tensor.shape().equals(right)) {
            throw new InputException(
                    file
                            + ": tensor "
                            + tensor.name()
                            + " has the shape "
                            + tensor.shape()
                            + ", but the network needs "
                            + right
                            + ".");
        }
        float[] values = tensor.floats();
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new InputException(
                        file + ": tensor " + tensor.name() + " holds " + value + ", no number.");
            }
        }
        try (NoGradGuard off = new NoGradGuard()) {
            parameters.get(tensor.name()).copy_(Tensors.of(values, shape));
        }
    }
}
