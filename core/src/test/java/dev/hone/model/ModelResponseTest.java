package dev.hone.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ModelResponseTest {

    private static final ModelResponse ANSWER = ModelResponse.of("a");

    @Test
    void answersThatDifferOnlyInHowLongTheyTookAreTheSame() {
        ModelResponse slow = ANSWER.withLatency(Duration.ofSeconds(9));

        assertThat(slow).isEqualTo(ANSWER).hasSameHashCodeAs(ANSWER);
        assertThat(slow).isNotEqualTo(ModelResponse.of("b"));
        assertThat(slow).isNotEqualTo(new ModelResponse(slow.completions(), TokenUsage.ZERO));
    }

    @Test
    void latencyIsKeptInWholeMilliseconds() {
        assertThat(ANSWER.latency()).isNull();
        assertThat(ANSWER.withLatency(Duration.ofNanos(1_999_999)).latency())
                .isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void aLatencyThatCannotBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ANSWER.withLatency(Duration.ofMillis(-1)))
                .withMessage("latency (PT-0.001S) must be from 0 to 366 days.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ANSWER.withLatency(Duration.ofDays(366).plusMillis(1)));
    }
}
