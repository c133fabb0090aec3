package dev.hone.recipe.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;

class WordTokenizerTest {

    private static final int FIRST_BYTE = 3;
    private static final int FIRST_WORD = 259;

    private final WordTokenizer tokenizer =
            new WordTokenizer(List.of("Write", " the", ":\n", "cat"));

    @Test
    void knownPiecesAreOneTokenAndOthersTheirBytes() {
        assertThat(tokenizer.encode("Write the bat:\ncat"))
                .containsExactly(
                        FIRST_WORD,
                        FIRST_WORD + 1,
                        FIRST_BYTE + ' ',
                        FIRST_BYTE + 'b',
                        FIRST_BYTE + 'a',
                        FIRST_BYTE + 't',
                        FIRST_WORD + 2,
                        FIRST_WORD + 3);
    }

    @Test
    void aWordWithinAWordIsNotSeen() {
        assertThat(tokenizer.encode("cats")).hasSize(4);
        assertThat(tokenizer.encode("the")).hasSize(3);
    }

    @Test
    void lettersBeyondAsciiAreTheirBytes() {
        assertThat(tokenizer.encode("é")).containsExactly(FIRST_BYTE + 0xC3, FIRST_BYTE + 0xA9);
    }

    @Test
    void textIsCutAsLlamaThreeCutsIt() {
        assertThat(WordTokenizer.pieces("It's 1234 (forty-two)!\n\n Ok  \t x"))
                .containsExactly(
                        "It", "'s", " ", "123", "4", " (", "forty", "-two", ")!\n\n", " Ok", "  \t",
                        " x");
    }

    @Test
    void everyTokenHasANameOfItsOwn() {
        List<String> names = tokenizer.names();

        assertThat(names).hasSize(tokenizer.size());
        assertThat(new HashSet<>(names)).hasSize(names.size());
        assertThat(names.get(FIRST_BYTE + ' ')).isEqualTo("Ġ");
        assertThat(names.get(FIRST_BYTE + '\n')).isEqualTo("Ċ");
        assertThat(names.get(FIRST_WORD + 1)).isEqualTo("Ġthe");
        assertThat(names.get(FIRST_WORD + 2)).isEqualTo(":Ċ");
    }
}
