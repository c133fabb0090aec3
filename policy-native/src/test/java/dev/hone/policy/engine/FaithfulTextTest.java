package dev.hone.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.policy.tokenizer.Gpt2Tokenizer;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;
import java.util.stream.Stream;

class FaithfulTextTest {

    private final Gpt2Tokenizer tokenizer = new Gpt2Tokenizer();

    /// Of texts with an end of text between each two.
    private String of(String... texts) {
        int[] tokens =
                Stream.of(texts)
                        .map(tokenizer::encode)
                        .map(IntStream::of)
                        .reduce(
                                (one, other) ->
                                        IntStream.concat(
                                                IntStream.concat(
                                                        one, IntStream.of(tokenizer.endOfText())),
                                                other))
                        .orElseThrow()
                        .toArray();
        return FaithfulText.of(tokenizer, tokens);
    }

    @Test
    void textAfterTheEndIsPartOfThePrompt() {
        assertThat(of("Think.", " Then answer.")).isEqualTo("Think. Then answer.");
        assertThat(of("Think.", "", "", "again")).isEqualTo("Think.again");
    }

    @Test
    void whiteSpaceIsStrippedBeforeTheEndsAreDeleted() {
        assertThat(of(" Think. ")).isEqualTo("Think.");
        assertThat(of(" Think. ", "")).isEqualTo("Think. ");
        assertThat(of("", " Think. ")).isEqualTo(" Think.");
        assertThat(of(" a ", " b ", " c ")).isEqualTo("a  b  c");
    }

    @Test
    void nothingButEndsIsTheEmptyPrompt() {
        assertThat(of("", "", "")).isEmpty();
        assertThat(FaithfulText.of(tokenizer)).isEmpty();
    }
}
