package dev.hone.recipe.phrasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

class PatternTest {

    @Test
    void everyAlternativeIsSaidAndNothingElse() {
        Pattern word = Pattern.parse("(word|term)", Map.of());
        Pattern pattern =
                Pattern.parse(
                        "(Write|Say) the (first (letter|sign)|start) of the <word>(.|)",
                        Map.of("word", word));

        Set<String> said = new HashSet<>();
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            said.add(pattern.expand(random));
        }

        assertThat(said)
                .hasSize(2 * 3 * 2 * 2)
                .contains("Write the first letter of the word.", "Say the start of the term");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a|b", "a)b", "<unknown>", "<unclosed"})
    void whatCannotBeReadIsRefused(String text) {
        assertThatThrownBy(() -> Pattern.parse(text, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
