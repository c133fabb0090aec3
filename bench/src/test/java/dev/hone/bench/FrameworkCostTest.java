package dev.hone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.evaluation.Evaluation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameworkCostTest {

    /// Half of the questions have the one answer that the model gives.
    @ParameterizedTest
    @EnumSource
    void whateverStandsBetweenEveryExampleIsScored(Between between) throws Exception {
        FrameworkCost benchmark = new FrameworkCost();
        benchmark.between = between;
        benchmark.workers = 64;
        benchmark.open();
        try {
            assertThat(benchmark.step())
                    .hasSize(8)
                    .allSatisfy(evaluation -> assertThat(evaluation.coverage()).isEqualTo(1))
                    .extracting(Evaluation::score)
                    .containsOnly(0.5);
        } finally {
            benchmark.close();
        }
    }
}
