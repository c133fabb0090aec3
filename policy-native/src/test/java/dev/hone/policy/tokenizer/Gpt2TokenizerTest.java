package dev.hone.policy.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

class Gpt2TokenizerTest {

    private static final Gpt2Tokenizer GPT2 = new Gpt2Tokenizer();

    @Test
    void knownTextsHaveTheTokensOfGpt2() {
        assertThat(GPT2.encode("Hello world")).containsExactly(15496, 995);
        assertThat(GPT2.encode("")).isEmpty();
        assertThat(GPT2.encode("Let's think step by step."))
                .containsExactly(5756, 338, 892, 2239, 416, 2239, 13);
        assertThat(GPT2.vocabularySize()).isEqualTo(50257);
        assertThat(GPT2.endOfText()).isEqualTo(50256);
    }

    @Test
    void whatLooksLikeTheEndOfTextIsText() {
        int[] tokens = GPT2.encode("stop<|endoftext|>go");

        assertThat(tokens).hasSizeGreaterThan(3).doesNotContain(50256);
        assertThat(GPT2.decode(tokens)).isEqualTo("stop<|endoftext|>go");
        assertThat(GPT2.encode("<|endoftext|>", 3)).containsExactly(27, 91, 437);
    }

    @Test
    void theEndOfTextIsNoText() {
        assertThat(GPT2.decode(15496, 50256, 995, 50256)).isEqualTo("Hello world");
    }

    @Test
    void halfACharacterIsReplaced() {
        int[] tokens = GPT2.encode("\uD83D\uDE00");

        assertThat(tokens).hasSizeGreaterThan(1);
        assertThat(GPT2.decode(tokens[0])).isEqualTo("\uFFFD");
        assertThat(GPT2.encode("\uD83D")).isEqualTo(GPT2.encode("?"));
    }

    @Test
    void tokensOutsideTheVocabularyAreRefused() {
        assertThatThrownBy(() -> GPT2.decode(50257)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GPT2.decode(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GPT2.encode("a", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTokenIsLongerThanTheLimitRestsOn() {
        int longest = 0;
        for (int token = 0; token < 50256; token++) {
            longest = Math.max(longest, GPT2.bytes(token).length);
        }

        assertThat(longest).isEqualTo(128);
    }

    @Property(tries = 1000)
    void decodingUndoesEncoding(@ForAll("texts") String text) {
        assertThat(GPT2.decode(GPT2.encode(text))).isEqualTo(text);
    }

    @Property(tries = 1000)
    void aLimitKeepsTheFirstTokens(
            @ForAll("texts") String text, @ForAll @IntRange(min = 0, max = 50) int limit) {
        assertThat(GPT2.encode(text, limit))
                .isEqualTo(Arrays.stream(GPT2.encode(text)).limit(limit).toArray());
    }

    @Test
    void aLimitKeepsTheFirstTokensOfPiecesWithoutEnd() {
        Random random = new Random(7);
        int length = 100_000;
        for (String letters :
                new String[] {"a", "ab", "=", "-*", "the", "  ", "\u00c3\u00c2", "日本語"}) {
            StringBuilder text = new StringBuilder("x ");
            while (text.length() < length) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            String piece = text.toString();
            int[] whole = GPT2.encode(piece);
            for (int limit : new int[] {1, 40, 500, Integer.MAX_VALUE}) {
                assertThat(GPT2.encode(piece, limit))
                        .as("%s tokens of %s", limit, letters)
                        .isEqualTo(Arrays.stream(whole).limit(limit).toArray());
            }
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Texts.any();
    }
}
