package dev.hone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;

class WordDiffTest {

    @Test
    void marksInsertedAndDeletedWords() {
        assertThat(marked("Think step by step.", "Think carefully step by step!"))
                .isEqualTo("Think [+carefully ]step by step[-.][+!]");
    }

    @Test
    void marksNothingInEqualTexts() {
        assertThat(marked("Think step by step.", "Think step by step."))
                .isEqualTo("Think step by step.");
        assertThat(marked("", "")).isEmpty();
    }

    @Test
    void marksEverythingAgainstNothing() {
        assertThat(marked("", "Think.")).isEqualTo("[+Think.]");
        assertThat(marked("Think.", "")).isEqualTo("[-Think.]");
    }

    @Test
    void doesNotTearRewrittenPassagesApartAtAWordTheyShare() {
        assertThat(marked("Answer the question now.", "Solve every part, the easy one first."))
                .isEqualTo("[-Answer the question now][+Solve every part, the easy one first].");
    }

    @Test
    void partsIdeographsOneByOne() {
        assertThat(marked("让我们一步一步思考", "让我们仔细一步一步思考")).isEqualTo("让我们[+仔细]一步一步思考");
    }

    @Test
    void seesAChangeOfSpace() {
        assertThat(marked("a b", "a  b")).isEqualTo("[-a ][+a  ]b");
    }

    @Test
    void losesNoCharacterOfEitherText() {
        var random = new RandomStreams(1).stream("texts");
        for (int round = 0; round < 2_000; round++) {
            var before = text(random.nextInt(12), random);
            var after = text(random.nextInt(12), random);
            var parts = WordDiff.between(before, after);

            assertThat(
                            parts.stream()
                                    .filter(part -> part.kind() != WordDiff.Kind.INSERTED)
                                    .map(WordDiff.Part::text)
                                    .collect(Collectors.joining()))
                    .isEqualTo(before);
            assertThat(
                            parts.stream()
                                    .filter(part -> part.kind() != WordDiff.Kind.DELETED)
                                    .map(WordDiff.Part::text)
                                    .collect(Collectors.joining()))
                    .isEqualTo(after);
        }
    }

    @Test
    void takesTextsTooLongToCompareForReplaced() {
        var before = "start " + "a b ".repeat(2_000) + "end";
        var after = "start " + "c d ".repeat(2_000) + "end";

        assertThat(WordDiff.between(before, after))
                .extracting(WordDiff.Part::kind)
                .containsExactly(
                        WordDiff.Kind.SAME,
                        WordDiff.Kind.DELETED,
                        WordDiff.Kind.INSERTED,
                        WordDiff.Kind.SAME);
    }

    private static String text(int words, java.util.random.RandomGenerator random) {
        var text = new StringBuilder();
        for (int word = 0; word < words; word++) {
            text.append((char) ('a' + random.nextInt(4))).append(" \n".charAt(random.nextInt(2)));
        }
        return text.toString();
    }

    private static String marked(String before, String after) {
        return WordDiff.between(before, after).stream()
                .map(
                        part ->
                                switch (part.kind()) {
                                    case SAME -> part.text();
                                    case DELETED -> "[-" + part.text() + "]";
                                    case INSERTED -> "[+" + part.text() + "]";
                                })
                .collect(Collectors.joining());
    }
}
