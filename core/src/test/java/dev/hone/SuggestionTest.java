package dev.hone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class SuggestionTest {

    private static final List<String> METRICS = List.of("exact", "choice", "number", "f1");

    @Test
    void aMisspeltNameGetsTheNameThatWasMeant() {
        assertThat(Suggestion.of("exakt", METRICS)).isEqualTo(" Did you mean \"exact\"?");
        assertThat(Suggestion.of("Choise", METRICS)).isEqualTo(" Did you mean \"choice\"?");
        assertThat(Suggestion.of("nubmer", METRICS)).isEqualTo(" Did you mean \"number\"?");
    }

    @Test
    void aNameUnlikeAnyGetsAllNames() {
        assertThat(Suggestion.of("accuracy", METRICS))
                .isEqualTo(" Known: exact, choice, number, f1.");
        assertThat(Suggestion.of("", METRICS)).isEqualTo(" Known: exact, choice, number, f1.");
    }

    @Test
    void shortNamesNeedToBeNearer() {
        assertThat(Suggestion.of("f2", METRICS)).isEqualTo(" Did you mean \"f1\"?");
        assertThat(Suggestion.of("xy", METRICS)).startsWith(" Known:");
    }

    @Test
    void aWholeTextIsNoMisspeltName() {
        assertThat(Suggestion.of("x".repeat(100_000), METRICS)).startsWith(" Known:");
    }

    @Test
    void withoutKnownNamesThereIsNothingToSay() {
        assertThat(Suggestion.of("x", List.of())).isEmpty();
    }
}
