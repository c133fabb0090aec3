package dev.hone.optimizer.gpo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/// The budget sequences of the official code (its `consine.py`, `linear.py`, `fixed.py`).
class ScheduleTest {

    private static List<Integer> budgets(Schedule schedule, int total) {
        return IntStream.rangeClosed(1, total)
                .mapToObj(step -> schedule.at(step, total).words())
                .toList();
    }

    @Test
    void cosineOverEighteenStepsFallsAsInThePaper() {
        assertThat(budgets(new Schedule.Cosine(50, 10), 18))
                .containsExactly(
                        49, 48, 47, 45, 42, 40, 36, 33, 30, 26, 23, 20, 17, 14, 12, 11, 10, 10);
    }

    @Test
    void cosineOverNineStepsFallsAsInThePaper() {
        assertThat(budgets(new Schedule.Cosine(50, 10), 9))
                .containsExactly(48, 45, 40, 33, 26, 20, 14, 11, 10);
    }

    @Test
    void linearOverEighteenStepsFallsEvenly() {
        assertThat(budgets(new Schedule.Linear(50, 10), 18))
                .containsExactly(
                        47, 45, 43, 41, 38, 36, 34, 32, 30, 27, 25, 23, 21, 18, 16, 14, 12, 10);
    }

    @Test
    void linearWithWarmUpRisesForFiveStepsThenFalls() {
        Schedule schedule = new Schedule.WarmUp(new Schedule.Linear(50, 10), 50, 5);
        assertThat(budgets(schedule, 18))
                .containsExactly(
                        10, 20, 30, 40, 50, 46, 43, 40, 37, 34, 31, 28, 25, 22, 19, 16, 13, 10);
    }

    @Test
    void warmUpOfOneStepOnlyShiftsTheDecay() {
        Schedule schedule = new Schedule.WarmUp(new Schedule.Cosine(50, 10), 50, 1);
        assertThat(budgets(schedule, 18).getFirst()).isEqualTo(50);
        assertThat(budgets(schedule, 18).subList(1, 18))
                .isEqualTo(budgets(new Schedule.Cosine(50, 10), 17));
    }

    @Test
    void warmUpOverAllStepsEndsAtTheFirstBudget() {
        assertThat(budgets(new Schedule.WarmUp(new Schedule.Cosine(50, 10), 50, 5), 5))
                .containsExactly(10, 20, 30, 40, 50);
        assertThat(budgets(new Schedule.WarmUp(new Schedule.Linear(50, 10), 50, 5), 5))
                .containsExactly(10, 20, 30, 40, 50);
    }

    @Test
    void fixedStaysAndUnlimitedHasNoLimit() {
        assertThat(budgets(new Schedule.Fixed(50), 3)).containsExactly(50, 50, 50);
        assertThat(new Schedule.Unlimited().at(1, 3).isLimited()).isFalse();
    }
}
