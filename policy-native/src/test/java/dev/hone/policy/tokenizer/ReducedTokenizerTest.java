package dev.hone.policy.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ReducedTokenizerTest {

    private static final ReducedTokenizer REDUCED =
            new ReducedTokenizer(CutVocabulary.of(List.of("Hello world", "Let's think.")));

    @TempDir Path folder;

    @Test
    void tokensOfTheTextsAreKeptAndNumberedAnew() {
        // GPT-2: 338 's, 892 think, 995 world, 5756 Let, 15496 Hello; the point is a byte.
        assertThat(REDUCED.vocabularySize()).isEqualTo(256 + 5 + 1);
        assertThat(REDUCED.encode("Hello world")).containsExactly(260, 258);
        assertThat(REDUCED.encode("Let's think.")).containsExactly(259, 256, 257, 13);
        assertThat(REDUCED.endOfText()).isEqualTo(261);
        assertThat(REDUCED.vocabulary().kept()).endsWith(338, 892, 995, 5756, 15496, 50256);
    }

    @Test
    void otherTokensAreWrittenAsBytes() {
        int[] tokens = REDUCED.encode("hey");

        assertThat(Arrays.stream(tokens).boxed()).hasSize(3).allMatch(token -> token < 256);
        assertThat(REDUCED.decode(tokens)).isEqualTo("hey");
    }

    @Test
    void theEndOfTextIsNoText() {
        assertThat(REDUCED.decode(260, 261)).isEqualTo("Hello");
        assertThat(REDUCED.encode("<|endoftext|>")).doesNotContain(261);
        assertThatThrownBy(() -> REDUCED.decode(262)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> REDUCED.decode(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 1000)
    void decodingUndoesEncoding(@ForAll("texts") String text) {
        assertThat(REDUCED.decode(REDUCED.encode(text))).isEqualTo(text);
    }

    @Property(tries = 500)
    void aLimitKeepsTheFirstTokens(
            @ForAll("texts") String text, @ForAll @IntRange(min = 0, max = 50) int limit) {
        assertThat(REDUCED.encode(text, limit))
                .isEqualTo(Arrays.stream(REDUCED.encode(text)).limit(limit).toArray());
    }

    @Property(tries = 200)
    void theTextsOfAVocabularyHaveTheirTokensOfGpt2(@ForAll("texts") String text) {
        ReducedTokenizer own = new ReducedTokenizer(CutVocabulary.of(List.of(text)));
        int[] kept = own.vocabulary().kept();

        assertThat(Arrays.stream(own.encode(text)).map(token -> kept[token]))
                .containsExactlyElementsOf(
                        Arrays.stream(new Gpt2Tokenizer().encode(text)).boxed().toList());
    }

    @Test
    void whatWasWrittenIsRead() {
        REDUCED.vocabulary().write(folder);

        assertThat(CutVocabulary.read(folder).kept()).isEqualTo(REDUCED.vocabulary().kept());
    }

    @Test
    void theOrderOfTheTextsDoesNotMatter() {
        assertThat(CutVocabulary.of(List.of("one two", "three")).kept())
                .isEqualTo(CutVocabulary.of(List.of("three", "one two")).kept());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {                                    | , line 1: this is not JSON
                    []                                   | must be one JSON object
                    {"kept":[]}                          | must be an object with "tokenizer"
                    {"tokenizer":"gpt2","kept":{}}       | must be an object with "tokenizer"
                    {"tokenizer":"gpt2","kept":[]}       | must begin with 0 to 255
                    {"tokenizer":"gpt2","kept":[BYTES]}  | must begin with 0 to 255
                    {"tokenizer":"gpt2","kept":[0,50256]} | must begin with 0 to 255
                    {"tokenizer":"gpt2","kept":[BYTES,300]} | and end with 50256
                    {"tokenizer":"gpt2","kept":[BYTES,300,300]} | kept[257] is 300. It must be a whole number from 301
                    {"tokenizer":"gpt2","kept":[-1]}     | kept[0] is -1
                    {"tokenizer":"gpt2","kept":["0"]}    | kept[0] is "0"
                    {"tokenizer":"gpt2","kept":[0.5]}    | kept[0] is 0.5
                    {"tokenizer":"gpt2","kept":[BYTES,50257]} | kept[256] is 50257
                    {"tokenizer":"gpt2","kept":[99999999999]} | kept[0] is 99999999999
                    {"tokenizer":"gpt2","kept":[],"kept":[]} | not JSON: Duplicate
                    """)
    void whatIsWrongWithAFileIsSaid(String content, String message) throws IOException {
        String bytes =
                IntStream.range(0, 256).mapToObj(String::valueOf).collect(Collectors.joining(","));
        Path file = folder.resolve("vocabulary.json");
        Files.writeString(file, content.replace("BYTES", bytes));

        assertThatThrownBy(() -> CutVocabulary.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void aFolderWithoutAVocabularyIsRefused() {
        assertThatThrownBy(() -> CutVocabulary.read(folder.resolve("none")))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> REDUCED.vocabulary().write(folder.resolve("none")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("Cannot write");
    }

    @Provide
    Arbitrary<String> texts() {
        return Texts.any();
    }
}
