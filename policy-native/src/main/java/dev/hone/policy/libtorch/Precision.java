package dev.hone.policy.libtorch;

import org.bytedeco.pytorch.global.torch.ScalarType;

/// In what numbers the weights of linear layers are kept and multiplied; sums are 32 bits wide in
/// both.
public enum Precision {

    /// 32 bits: the numbers of training.
    FLOAT32(ScalarType.Float),

    /// 16 bits, of which 8 are the significand's: half the memory to read, 0.3 % of error a layer.
    BFLOAT16(ScalarType.BFloat16);

    private final ScalarType type;

    Precision(ScalarType type) {
        this.type = type;
    }

    /// The tensors' type.
    public ScalarType type() {
        return type;
    }
}
