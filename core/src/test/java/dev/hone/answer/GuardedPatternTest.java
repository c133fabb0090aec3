package dev.hone.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;

import org.junit.jupiter.api.Test;

class GuardedPatternTest {

    @Test
    void aPatternOfExponentialWorkFindsNothing() {
        GuardedPattern pattern = GuardedPattern.compile("(a+)+$");
        String text = "a".repeat(60) + "b";
        assertThat(pattern.isFoundIn(text)).isFalse();
        assertThat(pattern.lastIn(text)).isNull();
    }

    @Test
    void aPatternThatNeedsADeepStackFindsNothing() {
        assertThat(GuardedPattern.compile("(a|b)*c").lastIn("ab".repeat(90_000) + "d")).isNull();
    }

    @Test
    void onlyTheEndOfALongTextIsSearched() {
        GuardedPattern pattern = GuardedPattern.compile("[xy]");
        String long_ = " ".repeat(GuardedPattern.MAX_LENGTH);
        assertThat(pattern.isFoundIn("x" + long_)).isFalse();
        assertThat(pattern.lastIn(long_ + "y")).isEqualTo("y");
    }

    @Test
    void whatIsNoRegularExpressionIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> GuardedPattern.compile("a[b"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"a[b\" is not a regular expression")
                .hasMessageContaining("at character");
    }
}
