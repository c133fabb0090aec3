package dev.hone.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.AnswerReader;
import dev.hone.Example;
import dev.hone.InputException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class AnswerReadersTest {

    private static final Example FREE = Example.of("free", "What is it?", "it");
    private static final Example LETTERS =
            new Example(
                    "letters",
                    "Who was late?\nOptions:\n(A) the cat\n(B) the dog\n(C) no one",
                    List.of("(B)"),
                    List.of("(A)", "(B)", "(C)"),
                    Map.of());
    private static final Example BARE_LETTERS = choices("A", "B", "C");
    private static final Example CITIES = choices("York", "New York", "Rome");
    private static final Example YES_NO = choices("Yes", "No");
    private static final Example VALIDITY = choices("valid", "invalid");

    private static Example choices(String... choices) {
        return new Example("c", "?", List.of(choices[0]), List.of(choices), Map.of());
    }

    private static String read(String reader, String text, Example example) {
        return AnswerReaders.parse(reader).read(text, example);
    }

    private static String read(String reader, String text) {
        return read(reader, text, FREE);
    }

    @Test
    void wholeIsAllOfItTrimmed() {
        assertThat(read("whole", " \n a\nb \u00a0\n")).isEqualTo("a\nb");
        assertThat(read("whole", "")).isEmpty();
    }

    @Test
    void firstLineIsTheFirstThatIsNotBlank() {
        assertThat(read("first-line", "\n \n 42 \nQ: and now?")).isEqualTo("42");
        assertThat(read("first-line", "\u2028one\r\ntwo")).isEqualTo("one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Thinking.\\nSo the answer is (B).|(B)",
                "Thinking.\\nAnswer: yes\\n\\n|yes",
                "**Final answer:** Paris|Paris",
                "The answer is **42**.|42",
                "The answer is: \"fnel\".|fnel",
                "the answer (arabic numerals) is 12|12",
                "It was a dog. The dog is the correct answer.|It was a dog. The dog",
                "one\\n two words|two words",
                "#### 72|72",
                "The answer to the original question is 14 bags.|14 bags",
                "] ) }|] ) }",
            })
    void lastLineIsTheAnswerWithoutItsWrapping(String text, String answer) {
        assertThat(read("last-line", text.replace("\\n", "\n"))).isEqualTo(answer);
    }

    @Test
    void lastLineOfNothingIsNothing() {
        assertThat(read("last-line", " \n\t\n")).isEmpty();
        assertThat(read("last-line", "The answer is")).isEmpty();
        assertThat(read("last-line", "\"")).isEqualTo("\"");
    }

    @Test
    void tagIsTheLastCompletePair() {
        assertThat(read("tag:answer", "<answer>1</answer> no, <Answer> 2\n</ANSWER> done"))
                .isEqualTo("2");
        assertThat(read("tag:answer", "<answer><answer>3</answer>")).isEqualTo("3");
        assertThat(read("tag:answer", "<answer>4</answer> <answer>cut o")).isEqualTo("4");
        assertThat(read("tag:answer", "</answer><answer>5</answer></answer>")).isEqualTo("5");
    }

    @Test
    void tagThatWasCutOffRunsToTheEnd() {
        assertThat(read("tag:answer", "so <answer> 1 <answer> 2 ")).isEqualTo("2");
    }

    @Test
    void withoutTheTagThereIsNoAnswer() {
        assertThat(read("tag:answer", "it is 5")).isEmpty();
        assertThat(read("tag:answer", "it is 5</answer>")).isEmpty();
    }

    @Test
    void regexIsGroupOneOfTheLastMatch() {
        assertThat(read("regex:x=(\\d+)", "x=1 x=22")).isEqualTo("22");
        assertThat(read("regex:\\d+", "x=1 x=22")).isEqualTo("22");
        assertThat(read("regex:x=(\\d+)", "y=1")).isEmpty();
        assertThat(read("regex:(a)|b", "b")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,000|1000",
                "$1,000.00|1000",
                "-5|-5",
                "-$5.50|-5.5",
                "\u22125|-5",
                "10-5|5",
                "3.0|3",
                "-0.0|0",
                "007|7",
                ".5|0.5",
                "6.02e3 units|6020",
                "There are 3 cats and 4 dogs.|4",
                "The answer is 3, because 4 is too many.|3",
                "The answer is 3 + 4 = 7. Well done 100 times!|7",
                "The answer is 62. The answer in words is sixty-two.|62",
                "42 is the answer. It took 5 steps.|42",
                "the total is: 8 + 2 = 10|10",
                "2019,2020|2020",
                "\\boxed{70}\\%|70",
                "version 1.2.3|0.3",
                "none at all|''",
                "The answer is unclear.|''",
            })
    void numberIsReadInItsPlainestForm(String text, String number) {
        assertThat(read("number", text)).isEqualTo(number);
    }

    @Test
    void noiseOfDigitsIsNoNumber() {
        assertThat(read("number", "7 " + "1".repeat(1_000))).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(B)|(B)",
                "b|(B)",
                "(b).|(B)",
                "B.|(B)",
                "**B**|(B)",
                "B) the dog|(B)",
                "The dog|(B)",
                "Not (A). So it is (B)|(B)",
                "The answer is (B), since (A) is wrong.|(B)",
                "The answer is most likely B, the dog.|(B)",
                "The answer is B because of the rain.|(B)",
                "The answer is the dog.|(B)",
                "I choose B.|(B)",
                "The answer is (B). That answer is clear.|(B)",
                "(A) is wrong and (B) is the correct answer.|(B)",
                "(Z) it is|''",
                "The answer is (A) or (B).|''",
                "The answer is A, B, or C.|''",
                "It could be (A) and (C)|''",
                "a catalogue of dogs|''",
                "''|''",
            })
    void choiceIsTheOptionDecidedFor(String text, String option) {
        assertThat(read("choice", text, LETTERS)).isEqualTo(option);
    }

    @Test
    void choiceIsWrittenAsTheExampleWritesIt() {
        assertThat(read("choice", "(b)", BARE_LETTERS)).isEqualTo("B");
        assertThat(read("choice", "The answer is (B).", CITIES)).isEqualTo("New York");
        assertThat(read("choice", "so new york it is", CITIES)).isEqualTo("New York");
        assertThat(read("choice", "New York? No, York!", CITIES)).isEqualTo("York");
        assertThat(read("choice", "the answer is d)", FREE)).isEqualTo("(D)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yes|Yes",
                "No.|No",
                "TRUE|Yes",
                "0|No",
                "No, because yes would be odd.|No",
                "Nobody knows. So the answer is yes, I think, not no.|Yes",
                "There is no doubt, so yes|Yes",
                "The statement is true|''",
                "maybe|''",
            })
    void booleanIsTheExamplesWordForIt(String text, String word) {
        assertThat(read("boolean", text, YES_NO)).isEqualTo(word);
    }

    @Test
    void booleanKnowsNegation() {
        assertThat(read("boolean", "The argument is not valid", VALIDITY)).isEqualTo("invalid");
        assertThat(read("boolean", "deductively invalid", VALIDITY)).isEqualTo("invalid");
    }

    @Test
    void booleanWithoutChoicesIsTrueOrFalse() {
        assertThat(read("boolean", "Yes")).isEqualTo("true");
        assertThat(read("boolean", "the claim is implausible")).isEqualTo("false");
        assertThat(read("boolean", "yes", choices("cat", "dog"))).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whole",
                "first-line",
                "last-line",
                "number",
                "choice",
                "boolean",
                "tag:a",
                "regex:.",
                "gpo:text"
            })
    void everyReaderIsAValue(String name) {
        AnswerReader reader = AnswerReaders.parse(name);
        assertThat(reader.getClass().isRecord() || reader instanceof Enum<?>).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lastline|answer \"lastline\" is not known. Did you mean \"last-line\"?",
                "whole:x|answer \"whole:x\" takes nothing after the colon: leave out :x.",
                "tag|answer \"tag:\" needs a tag name of letters, digits, - and _, for example"
                        + " tag:answer.",
                "tag:<a>|answer \"tag:<a>\" needs a tag name of letters, digits, - and _, for"
                        + " example tag:answer.",
                "regex|answer \"regex:\" needs a pattern, for example regex:Answer: (.*).",
                "regex:(|\"(\" is not a regular expression: Unclosed group at character 2.",
                "gpo:chioce|answer \"gpo:chioce\" is not known. Did you mean \"choice\"?",
            })
    void aWrongNameSaysWhatIsRight(String name, String message) {
        assertThatThrownBy(() -> AnswerReaders.parse(name))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }
}
