package dev.hone.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Example;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The steps of GPO's official parsing, one by one.
class GpoReaderTest {

    private static String read(String kind, String text, String target) {
        return AnswerReaders.gpo(kind)
                .read(text.replace("\\n", "\n"), Example.of("x", "?", target));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "  So The Answer is BLUE |blue",
                "The answer is a. No, the answer is b|b",
                "Answer: Blue|blue",
                "The colours are: red and blue|red and blue",
                "The answer is: red, and the sea is: blue|red, and the sea is: blue",
                "5 * 2 = 10\\n#### 10|10",
                "Blue is the correct answer, I say.|blue",
                "just text|just text",
            })
    void theTextIsLoweredAndCutAtPhrases(String text, String answer) {
        assertThat(read("text", text, "x")).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The answer is (B) and not (A)|(b)",
                "(C) or (D)|(c)",
                "(iv) is out, (B) is in|(b)",
                "b|b",
                "The answer is option b|option b",
            })
    void aChoiceIsTheFirstLetterInParentheses(String text, String answer) {
        assertThat(read("choice", text, "(B)")).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twelve apples|12",
                "The answer is seven.|7",
                "2 + 3 = 5|5",
                "$1,000.00|1000",
                "It is 50%|50",
                "The answer is 3 of 10|3",
                "There are 3 of 10|10",
                "70kmph|70",
                "5-|5",
                "-5|-5",
                "2.5|2",
                "3.5|4",
                "-0.4|0",
                "It costs $3.50.|4",
                "18.|18",
                "1/2|2",
                "(70)|70",
                "nothing|''",
                "a = b|''",
            })
    void aNumberIsRoundedToAnInteger(String text, String answer) {
        assertThat(read("number", text, "1")).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Yes.|yes",
                "Yes. Because it rains.|yes",
                "No, it does not.|no",
                "The answer is **True**\\nas shown|true",
                "\"invalid\"|invalid",
                "the argument is valid|the argument is valid",
                "''|''",
            })
    void aBooleanIsTheFirstClauseWithoutPunctuation(String text, String answer) {
        assertThat(read("boolean", text, "yes")).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The answer is: ] ) }|] ) }",
                "{ ( [ and so ])}|] ) }",
                "first ) then > ] . done|> ]",
                "none|''",
            })
    void bracketsAreTheLastRunThatCloses(String text, String answer) {
        assertThat(read("brackets", text, "] ) }")).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ant bee cow|ant bee cow",
                "Ant, Bee, Cow.|ant bee cow",
                "1. ant\\n2. bee\\n3. cow|ant bee cow",
                "Sorted:\\nant bee cow\\nGood luck!|ant bee cow",
                "cow bee ant\\nno:\\nant bee cow|ant bee cow",
                "The sorted words are: cow ant bee|cow ant bee",
            })
    void wordsAreTheListInAnyLayout(String text, String answer) {
        assertThat(read("words", text, "ant bee cow")).isEqualTo(answer);
    }

    @Test
    void wordsThatAreNotTheListAreReadAsTheLastLine() {
        assertThat(read("words", "hm\\nant bee", "ant bee cow")).isEqualTo("ant bee");
    }
}
