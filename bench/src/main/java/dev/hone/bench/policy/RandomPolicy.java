package dev.hone.bench.policy;

import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.zeros;

import dev.hone.policy.gpt2.PolicyConfig;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

import java.util.LinkedHashMap;
import java.util.Map;

/// A policy that learned nothing: how fast it writes does not depend on what.
final class RandomPolicy {

    private static final double DEVIATION = 0.02;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private RandomPolicy() {}

    static Map<String, Tensor> of(PolicyConfig config) {
        manual_seed(0);
        RandomPolicy policy = new RandomPolicy();
        long d = config.width();
        policy.weight("wte.weight", config.vocabulary(), d);
        policy.weight("wpe.weight", config.positions(), d);
        policy.weight("component_embedding.weight", 3, d);
        policy.layer("reward_embedding", d, 1, d);
        policy.norm("input_norm", d);
        for (int i = 0; i < config.layers(); i++) {
            String layer = "h." + i;
            policy.norm(layer + ".ln_1", d);
            policy.layer(layer + ".attn.c_attn", d, 3 * d, 3 * d);
            policy.layer(layer + ".attn.c_proj", d, d, d);
            policy.norm(layer + ".ln_2", d);
            policy.layer(layer + ".mlp.c_fc", d, 4 * d, 4 * d);
            policy.layer(layer + ".mlp.c_proj", 4 * d, d, d);
        }
        policy.norm("ln_f", d);
        policy.layer("prompt_mlp", d, d, d);
        return policy.tensors;
    }

    private void layer(String name, long rows, long columns, long out) {
        weight(name + ".weight", rows, columns);
        tensors.put(name + ".bias", zeros(out));
    }

    private void weight(String name, long rows, long columns) {
        tensors.put(name, randn(rows, columns).mul_(new Scalar(DEVIATION)));
    }

    private void norm(String name, long width) {
        tensors.put(name + ".weight", ones(width));
        tensors.put(name + ".bias", zeros(width));
    }
}
