package dev.hone.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Example;
import dev.hone.InputException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class ExtractionsTest {

    private static String ask(String name, Example example) {
        return Extractions.parse(name).question(example);
    }

    private static Example choices(String target, String... choices) {
        return new Example("c", "?", List.of(target), List.of(choices), Map.of());
    }

    private static Example target(String target) {
        return Example.of("t", "?", target);
    }

    @Test
    void aChoiceIsAskedUpToTheLastOptionOfThisExample() {
        Example five = choices("(B)", "(A)", "(B)", "(C)", "(D)", "(E)");
        Example two = choices("(B)", "(A)", "(B)");
        assertThat(ask("choice", five)).contains("(A) to (E)");
        assertThat(ask("choice", two)).contains("(A) to (B)");
        assertThat(ask("choice", choices("cat", "cat", "dog"))).contains("cat, dog");
        assertThat(ask("choice", target("(C)"))).contains("letter in parentheses");
    }

    @Test
    void aBooleanIsAskedInTheExamplesWords() {
        assertThat(ask("boolean", choices("no", "yes", "no"))).contains("yes or no");
        assertThat(ask("boolean", target("True"))).contains("True or False");
        assertThat(ask("boolean", target("invalid"))).contains("valid or invalid");
        assertThat(ask("boolean", target("No"))).contains("Yes or No");
    }

    @Test
    void theOtherKindsHaveOneQuestionEach() {
        Example any = target("x");
        assertThat(ask("number", any)).contains("one number");
        assertThat(ask("brackets", any)).contains("closing brackets");
        assertThat(ask("words", any)).contains("sorted");
        assertThat(ask("text:Which city?", any)).isEqualTo("Which city?");
    }

    @Test
    void autoFitsTheExample() {
        Example letters = choices("(B)", "(A)", "(B)");
        Example words = choices("cat", "cat", "dog");
        Example truth = choices("valid", "valid", "invalid");
        assertThat(ask("auto", letters)).isEqualTo(ask("choice", letters));
        assertThat(ask("auto", words)).isEqualTo(ask("choice", words));
        assertThat(ask("auto", truth)).isEqualTo(ask("boolean", truth));
        assertThat(ask("auto", target("yes"))).isEqualTo(ask("boolean", target("yes")));
        assertThat(ask("auto", target("-1,234.5"))).isEqualTo(ask("number", target("7")));
        assertThat(ask("auto", target("1"))).isEqualTo(ask("number", target("7")));
        assertThat(ask("auto", target("] }"))).isEqualTo(ask("brackets", target("]")));
        assertThat(ask("auto", target("Rome"))).contains("final answer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nummber|extract \"nummber\" is not known. Did you mean \"number\"?",
                "number:x|extract \"number:x\" takes nothing after the colon: leave out :x.",
                "text|extract \"text:\" needs a question, for example text:Which city is it? Name"
                        + " only the city.",
            })
    void aWrongNameSaysWhatIsRight(String name, String message) {
        assertThatThrownBy(() -> Extractions.parse(name))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }
}
