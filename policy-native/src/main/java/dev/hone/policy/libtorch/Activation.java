package dev.hone.policy.libtorch;

import static org.bytedeco.pytorch.global.torch.gelu;

import org.bytedeco.pytorch.Tensor;

/// What a [Linear] applies to its result.
public enum Activation {
    NONE("none", ""),
    RELU("relu", ""),
    /// GELU by its approximation with tanh, as in GPT-2.
    GELU("gelu", "tanh");

    final String kind;
    final String algorithm;

    Activation(String kind, String algorithm) {
        this.kind = kind;
        this.algorithm = algorithm;
    }

    Tensor of(Tensor x) {
        return switch (this) {
            case NONE -> x;
            case RELU -> x.relu();
            case GELU -> gelu(x, algorithm);
        };
    }
}
