package dev.hone.policy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.policy.gpt2.Networks;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PolicyConfig;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class PolicyConfigTest {

    @Test
    void thePaperLearns125036545Numbers() {
        assertThat(PolicyConfig.paper().parameters()).isEqualTo(125_036_545);
        assertThat(PolicyConfig.paper().slots()).isEqualTo(81);
        assertThat(PolicyConfig.paper().endOfText()).isEqualTo(50_256);
    }

    @Test
    void theShapesHoldAsManyNumbersAsAreCounted() {
        List<PolicyConfig> configs =
                List.of(
                        PolicyConfig.paper(),
                        PolicyConfig.small(2_000),
                        PolicyConfig.tiny(300),
                        Networks.SMALL);
        for (PolicyConfig config : configs) {
            long numbers =
                    Parameters.shapes(config).values().stream()
                            .mapToLong(shape -> Arrays.stream(shape).reduce(1, Math::multiplyExact))
                            .sum();
            assertThat(numbers).isEqualTo(config.parameters());
        }
    }

    @Test
    void aShapeThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new PolicyConfig(2, 3, 8, 11, 12, 5, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("heads (3) must be a divisor of 8.");
        assertThatThrownBy(() -> new PolicyConfig(2, 2, 8, 11, 9, 5, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("positions (9) must be at least 10.");
    }

    @Test
    void theRewardLossWeighsMoreOnceItIsBelowTen() {
        assertThat(PolicyLoss.rewardWeight(9.99)).isEqualTo(0.5);
        assertThat(PolicyLoss.rewardWeight(10.0)).isEqualTo(0.1);
    }

    @Test
    void theLearningRateFallsEveryTwentyEpochs() {
        TrainingConfig paper = TrainingConfig.paper();

        double[] rates =
                Arrays.stream(new int[] {0, 19, 20, 40, 60, 80})
                        .mapToDouble(paper::learningRateAt)
                        .toArray();

        double[] expected = {1e-3, 1e-3, 6.5e-4, 4.225e-4, 2.74625e-4, 1.7850625e-4};
        assertThat(Networks.deviation(rates, expected, 1e-9)).isLessThan(1e-12);
    }
}
