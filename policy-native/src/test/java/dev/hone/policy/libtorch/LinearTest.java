package dev.hone.policy.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.randn;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinearTest {

    @ParameterizedTest
    @EnumSource(Activation.class)
    void packedWeightsGiveWhatPlainOnesGive(Activation activation) {
        assumeThat(PackedLinear.AVAILABLE).as("This libtorch has no oneDNN.").isTrue();
        try (PointerScope scope = new PointerScope()) {
            manual_seed(1);
            Tensor weight = randn(48, 32);
            Tensor bias = randn(48);
            for (Precision precision : Precision.values()) {
                double rounding = precision == Precision.FLOAT32 ? 1e-6 : 1e-2;
                try (Linear plain = PlainLinear.of(weight, bias, activation, precision);
                        Linear packed = PackedLinear.of(weight, bias, activation, precision)) {
                    for (int rows : new int[] {1, 2, 33}) {
                        Tensor x = randn(rows, 32);
                        Tensor result = packed.apply(x);
                        assertThat(result.scalar_type().intern()).isEqualTo(precision.type());
                        assertThat(distance(result, plain.apply(x))).isLessThan(rounding);
                    }
                }
            }
        }
    }

    @Test
    void aLayerWithoutBiasMultiplies() {
        try (PointerScope scope = new PointerScope();
                Linear linear =
                        Linear.of(
                                Tensor.create(new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
                                null,
                                Activation.RELU,
                                Precision.FLOAT32)) {
            Tensor result = linear.apply(Tensor.create(new float[] {1, 0, -1, 1, 1, 1}, 2, 3));
            float[] values = new float[4];
            result.contiguous().data_ptr_float().get(values);
            assertThat(values).containsExactly(0, 0, 6, 15);
        }
    }

    @Test
    void theWeightsAreCopied() {
        try (PointerScope scope = new PointerScope()) {
            Tensor weight = Tensor.create(new float[] {2}, 1, 1);
            Tensor bias = Tensor.create(1f);
            try (Linear linear = Linear.of(weight, bias, Activation.NONE, Precision.FLOAT32)) {
                weight.zero_();
                bias.zero_();
                assertThat(linear.apply(Tensor.create(new float[] {3}, 1, 1)).item_float())
                        .isEqualTo(7);
            }
        }
    }

    private static double distance(Tensor a, Tensor b) {
        Tensor exact = b.to(ScalarType.Double);
        return a.to(ScalarType.Double).sub(exact).norm().item_double() / exact.norm().item_double();
    }
}
