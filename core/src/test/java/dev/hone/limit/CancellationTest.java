package dev.hone.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.model.ModelException;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class CancellationTest {

    private final Cancellation cancellation = new Cancellation();

    @Test
    void nothingIsStoppedBeforeTheEnd() {
        assertThat(cancellation.isCancelled()).isFalse();
        assertThatCode(cancellation::check).doesNotThrowAnyException();
        assertThatCode(() -> cancellation.sleep(Duration.ofMillis(1))).doesNotThrowAnyException();
    }

    @Test
    void aCancelledRunStopsEverything() {
        cancellation.cancel();
        cancellation.cancel();
        assertThat(cancellation.isCancelled()).isTrue();
        assertThatThrownBy(cancellation::check).isInstanceOf(ModelException.Interrupted.class);
        assertThatThrownBy(() -> cancellation.sleep(Duration.ofHours(1)))
                .isInstanceOf(ModelException.Interrupted.class);
    }

    @Test
    void anExhaustedBudgetStopsCallsAndWaitsButNotRecordedAnswers() {
        assertThat(cancellation.exhaust("calls", "spent").budget()).isEqualTo("calls");
        cancellation.exhaust("tokens", "spent later");
        assertThatCode(cancellation::check).doesNotThrowAnyException();
        assertThatThrownBy(cancellation::checkMayCall)
                .isInstanceOf(ModelException.BudgetExhausted.class)
                .hasMessage("spent");
        assertThatThrownBy(() -> cancellation.sleep(Duration.ofHours(1)))
                .isInstanceOf(ModelException.BudgetExhausted.class);
    }

    @Test
    void anInterruptCountsAsTheEndForItsThread() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(cancellation::check).isInstanceOf(ModelException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThatCode(cancellation::check).doesNotThrowAnyException();
    }
}
