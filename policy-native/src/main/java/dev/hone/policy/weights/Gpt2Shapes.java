package dev.hone.policy.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tensors of a GPT-2, by their names at Hugging Face without the prefix `transformer.`, and
/// the shape each must have. Matrices of a layer are [in, out], as its `Conv1D` keeps them.
final class Gpt2Shapes {

    private static final long MLP = 4;
    private static final long QUERY_KEY_VALUE = 3;

    private Gpt2Shapes() {}

    static Map<String, List<Long>> of(Gpt2Config config) {
        long width = config.width();
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        shapes.put("wte.weight", List.of((long) config.vocabulary(), width));
        shapes.put("wpe.weight", List.of((long) config.positions(), width));
        for (int layer = 0; layer < config.layers(); layer++) {
            String name = "h." + layer + ".";
            norm(shapes, name + "ln_1", width);
            linear(shapes, name + "attn.c_attn", width, QUERY_KEY_VALUE * width);
            linear(shapes, name + "attn.c_proj", width, width);
            norm(shapes, name + "ln_2", width);
            linear(shapes, name + "mlp.c_fc", width, MLP * width);
            linear(shapes, name + "mlp.c_proj", MLP * width, width);
        }
        norm(shapes, "ln_f", width);
        return shapes;
    }

    private static void norm(Map<String, List<Long>> shapes, String name, long width) {
        shapes.put(name + ".weight", List.of(width));
        shapes.put(name + ".bias", List.of(width));
    }

    private static void linear(Map<String, List<Long>> shapes, String name, long in, long out) {
        shapes.put(name + ".weight", List.of(in, out));
        shapes.put(name + ".bias", List.of(out));
    }
}
