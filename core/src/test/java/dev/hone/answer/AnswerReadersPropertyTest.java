package dev.hone.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.AnswerReader;
import dev.hone.Example;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// Whatever a model writes, a reader gives a text.
class AnswerReadersPropertyTest {

    private static final List<AnswerReader> READERS =
            List.of(
                            "whole",
                            "first-line",
                            "last-line",
                            "number",
                            "choice",
                            "boolean",
                            "tag:answer",
                            "regex:(?:answer|\\w+)*\\s*(.*)$",
                            "gpo:choice",
                            "gpo:number",
                            "gpo:boolean",
                            "gpo:text",
                            "gpo:brackets",
                            "gpo:words")
                    .stream()
                    .map(AnswerReaders::parse)
                    .toList();

    private static final List<Example> EXAMPLES =
            List.of(
                    Example.of("free", "?", "a b c"),
                    example("(A)", "(B)", "(C)"),
                    example("yes", "no"),
                    example("", "\ud800", "(", "$1"));

    private static Example example(String... choices) {
        return new Example("c", "(A) one (B) two", List.of(choices[0]), List.of(choices), Map.of());
    }

    private static void readWithAll(String text) {
        for (AnswerReader reader : READERS) {
            for (Example example : EXAMPLES) {
                assertThat(reader.read(text, example)).isNotNull();
            }
        }
    }

    @Property(tries = 500)
    void anyTextIsRead(@ForAll String text) {
        readWithAll(text);
    }

    @Property(tries = 500)
    void anyMixtureOfWhatReadersLookForIsRead(@ForAll("mixtures") String text) {
        readWithAll(text);
    }

    @Property(tries = 200)
    void whatTheWholeNumberAndChoiceReadersReadStaysAsItIs(@ForAll("mixtures") String text) {
        for (String name : List.of("whole", "number", "choice", "boolean")) {
            AnswerReader reader = AnswerReaders.parse(name);
            for (Example example : EXAMPLES.subList(0, 3)) {
                String once = reader.read(text, example);
                assertThat(reader.read(once, example)).as(name + " of " + text).isEqualTo(once);
            }
        }
    }

    @Provide
    Arbitrary<String> mixtures() {
        return Arbitraries.of(
                        "The answer is",
                        "answer:",
                        " ",
                        "\n",
                        "(A)",
                        "(B",
                        "B",
                        "<answer>",
                        "</answer>",
                        "yes",
                        "not ",
                        "valid",
                        "1,000",
                        "-5",
                        ".",
                        "=",
                        "e9",
                        "####",
                        "is:",
                        "is the correct answer",
                        "]",
                        ") }",
                        "\ud83d",
                        "\udc00",
                        "\u0000",
                        "İ",
                        "$",
                        "\\",
                        "**",
                        "\"",
                        "five",
                        "or",
                        ", ")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Test
    void hugeTextsAreRead() {
        for (String unit :
                List.of(
                        "a",
                        " ",
                        "1",
                        "1,000,",
                        "answer is ",
                        "(A) ",
                        "<answer>",
                        "yes ",
                        "\n",
                        "]",
                        ".",
                        "\ud800",
                        "=1",
                        "A, B or ")) {
            readWithAll(unit.repeat(100_000 / unit.length()));
        }
    }
}
