package dev.hone.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.policy.Computation;
import dev.hone.policy.Computation.Device;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.libtorch.Precision;

import org.junit.jupiter.api.Test;

class WritingPrecisionTest {

    private static final long PAPER = PolicyConfig.paper().parameters();
    private static final long SMALL = PolicyConfig.small(5_000).parameters();

    @Test
    void largeNetworksWriteInBfloat16WhereTheProcessorIsQuickAtIt() {
        assertThat(Gpt2Policy.writingPrecision(Computation.USUAL, PAPER, true))
                .isEqualTo(Precision.BFLOAT16);
        assertThat(Gpt2Policy.writingPrecision(Computation.USUAL, PAPER, false))
                .isEqualTo(Precision.FLOAT32);
        assertThat(Gpt2Policy.writingPrecision(Computation.USUAL, SMALL, true))
                .isEqualTo(Precision.FLOAT32);
        assertThat(Gpt2Policy.writingPrecision(new Computation(Device.CUDA, null), PAPER, true))
                .isEqualTo(Precision.FLOAT32);
    }

    @Test
    void whatIsAskedForIsDone() {
        Computation whole = new Computation(Device.CPU, Computation.Precision.FLOAT32);
        Computation half = new Computation(Device.CPU, Computation.Precision.BFLOAT16);
        assertThat(Gpt2Policy.writingPrecision(whole, PAPER, true)).isEqualTo(Precision.FLOAT32);
        assertThat(Gpt2Policy.writingPrecision(half, SMALL, false)).isEqualTo(Precision.BFLOAT16);
    }
}
