package dev.hone.policy.gpt2;

import static org.bytedeco.pytorch.global.torch.empty;

import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a policy network learns, by name: GPT-2's tensors as Hugging Face names them, and those QPO
/// adds (§3.1). Weights of GPT-2's layers are [in, out], those of the added ones [out, in].
public final class Parameters {

    private static final double GPT2_DEVIATION = 0.02;
    private static final double GPT2_WIDTH = 768;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    /// Tensors without content.
    public Parameters(PolicyConfig config, ScalarType type) {
        shapes(config)
                .forEach(
                        (name, shape) -> {
                            Tensor tensor = empty(shape, new TensorOptions(type), null);
                            tensor.set_requires_grad(true);
                            tensors.put(name, tensor);
                        });
    }

    /// The shape of every tensor, in the order in which they are kept.
    public static Map<String, long[]> shapes(PolicyConfig config) {
        long d = config.width();
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("wte.weight", new long[] {config.vocabulary(), d});
        shapes.put("wpe.weight", new long[] {config.positions(), d});
        for (int layer = 0; layer < config.layers(); layer++) {
            String h = "h." + layer;
            norm(shapes, h + ".ln_1", d);
            shapes.put(h + ".attn.c_attn.weight", new long[] {d, 3 * d});
            shapes.put(h + ".attn.c_attn.bias", new long[] {3 * d});
            shapes.put(h + ".attn.c_proj.weight", new long[] {d, d});
            shapes.put(h + ".attn.c_proj.bias", new long[] {d});
            norm(shapes, h + ".ln_2", d);
            shapes.put(h + ".mlp.c_fc.weight", new long[] {d, 4 * d});
            shapes.put(h + ".mlp.c_fc.bias", new long[] {4 * d});
            shapes.put(h + ".mlp.c_proj.weight", new long[] {4 * d, d});
            shapes.put(h + ".mlp.c_proj.bias", new long[] {d});
        }
        norm(shapes, "ln_f", d);
        shapes.put("component_embedding.weight", new long[] {3, d});
        shapes.put("reward_embedding.weight", new long[] {d, 1});
        shapes.put("reward_embedding.bias", new long[] {d});
        shapes.put("reward_head.weight", new long[] {1, d});
        shapes.put("reward_head.bias", new long[] {1});
        shapes.put("prompt_mlp.weight", new long[] {d, d});
        shapes.put("prompt_mlp.bias", new long[] {d});
        norm(shapes, "input_norm", d);
        return Collections.unmodifiableMap(shapes);
    }

    /// Fills the tensors as GPT-2 (normal, 0.02) and PyTorch's default for added layers do, from
    /// libtorch's generator. The deviation is that of GPT-2 small's width, larger for narrower
    /// networks, whose sums are of fewer terms. Component embeddings are filled as token embeddings
    /// are: with PyTorch's deviation of 1 they would drown tokens that start from nothing.
    public void initialise(PolicyConfig config) {
        double deviation = GPT2_DEVIATION * Math.sqrt(GPT2_WIDTH / config.width());
        double output = deviation / Math.sqrt(2.0 * config.layers());
        tensors.forEach(
                (name, tensor) -> {
                    Tensor data = tensor.data();
                    if (name.startsWith("reward_") || name.startsWith("prompt_mlp")) {
                        double inputs = name.startsWith("reward_embedding") ? 1 : config.width();
                        double bound = 1 / Math.sqrt(inputs);
                        data.uniform_(-bound, bound, new GeneratorOptional());
                    } else if (name.contains("ln_") || name.startsWith("input_norm")) {
                        data.fill_(new Scalar(name.endsWith(".weight") ? 1 : 0));
                    } else if (name.endsWith(".bias")) {
                        data.zero_();
                    } else {
                        boolean residual = name.endsWith("c_proj.weight");
                        data.normal_(0, residual ? output : deviation, new GeneratorOptional());
                    }
                });
    }

    /// Component embeddings as PyTorch fills them, for tokens that were pretrained.
    public void initialiseComponents() {
        get("component_embedding.weight").data().normal_(0, 1, new GeneratorOptional());
    }

    /// Moves all tensors to the graphics card; those taken before are not these any more.
    public void moveToCuda() {
        tensors.replaceAll((name, tensor) -> tensor.detach().cuda().set_requires_grad(true));
    }

    /// @throws IllegalArgumentException for a name that there is not
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("There is no parameter " + name + ".");
        }
        return tensor;
    }

    public Map<String, Tensor> all() {
        return Collections.unmodifiableMap(tensors);
    }

    public TensorVector asVector() {
        return new TensorVector(tensors.values().toArray(Tensor[]::new));
    }

    private static void norm(Map<String, long[]> shapes, String name, long width) {
        shapes.put(name + ".weight", new long[] {width});
        shapes.put(name + ".bias", new long[] {width});
    }
}
