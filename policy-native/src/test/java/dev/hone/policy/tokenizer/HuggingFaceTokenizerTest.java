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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class HuggingFaceTokenizerTest {

    private static final Gpt2Tokenizer GPT2 = new Gpt2Tokenizer();
    private static final HuggingFaceTokenizer SAME = ofGpt2(0);
    private static final HuggingFaceTokenizer SHIFTED = ofGpt2(1000);

    @TempDir Path folder;

    @Property(tries = 1000)
    void theVocabularyOfGpt2GivesItsTokens(@ForAll("texts") String text) {
        assertThat(SAME.encode(text)).isEqualTo(GPT2.encode(text));
        assertThat(SAME.decode(SAME.encode(text))).isEqualTo(text);
    }

    @Property(tries = 300)
    void otherNumbersAreOtherNumbersOnly(
            @ForAll("texts") String text, @ForAll @IntRange(min = 0, max = 50) int limit) {
        int[] shifted =
                Arrays.stream(GPT2.encode(text)).map(token -> (token + 1000) % 50257).toArray();

        assertThat(SHIFTED.encode(text)).isEqualTo(shifted);
        assertThat(SHIFTED.encode(text, limit))
                .isEqualTo(Arrays.copyOf(shifted, Math.min(limit, shifted.length)));
        assertThat(SHIFTED.decode(shifted)).isEqualTo(text);
    }

    @Test
    void everyTokenIsDecodedAsInGpt2() {
        for (int token = 0; token < 50257; token++) {
            assertThat(SAME.decode(token)).isEqualTo(GPT2.decode(token));
        }
        assertThat(SAME.vocabularySize()).isEqualTo(50257);
        assertThat(SAME.endOfText()).isEqualTo(50256);
        assertThat(SHIFTED.endOfText()).isEqualTo(999);
        assertThatThrownBy(() -> SAME.decode(50257)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneFileSaysTheSameAsTwo() throws IOException {
        new Gpt2Files().writeOneFile(folder);

        HuggingFaceTokenizer read = HuggingFaceTokenizer.read(folder);

        assertThat(read.encode("Hello world")).containsExactly(15496, 995);
        assertThat(read.endOfText()).isEqualTo(50256);
        assertThat(read.encode("<|endoftext|>")).containsExactly(27, 91, 437, 1659, 5239, 91, 29);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a b; ab c       | abc | 257
                    a b; b c        | abc | 256, 99
                    b c; a b        | abc | 97, 256
                    a a             | aaa | 256, 97
                    a a; aa aa      | aaaaa | 257, 97
                    """)
    void mergesAreMadeInTheirOrder(String merges, String text, String tokens) throws IOException {
        write(merges.replace("; ", "\n"));

        assertThat(HuggingFaceTokenizer.read(folder).encode(text))
                .containsExactly(
                        Arrays.stream(tokens.split(", ")).mapToInt(Integer::parseInt).toArray());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ab c            | line 1: the merge of ab and c joins ab, which must be a byte
                    a b; a b        | line 2: the merge of a and b gives a token that an earlier merge
                    a b; b c; a bc  | line 3: the merge of a and bc never happens
                    a a; a aa       | line 2: the merge of a and aa never happens
                    abc             | line 1: a merge must be two tokens
                    a b c           | line 1: a merge must be two tokens
                    a  b            | line 1: a merge must be two tokens
                    a 名            | joins 名, which must be a byte
                    """)
    void mergesThatCannotBeMadeAreRefused(String merges, String message) throws IOException {
        write(merges.replace("; ", "\n"));

        assertThatThrownBy(() -> HuggingFaceTokenizer.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(folder.resolve("merges.txt") + ", ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    {                                     ~ line 1: this is not JSON
                    []                                    ~ must be one JSON object
                    {"a":-1}                              ~ number of the token a is -1
                    {"a":"x"}                             ~ number of the token a is "x"
                    {"a":1000000}                         ~ It must be 0 to 999999
                    {"a":1}                               ~ has the number 1. The 1 tokens
                    {"a":0,"b":0}                         ~ has the number 0. The 2 tokens
                    {"a":0,"a":0}                         ~ not JSON: Duplicate
                    {"a":0}                               ~ has no token <|endoftext|>
                    {"a":0,"<|endoftext|>":1}             ~ is missing. Every byte
                    """)
    void vocabulariesThatCannotBeAreRefused(String vocabulary, String message) throws IOException {
        Files.writeString(folder.resolve("vocab.json"), vocabulary);
        Files.writeString(folder.resolve("merges.txt"), "");

        assertThatThrownBy(() -> HuggingFaceTokenizer.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(folder.resolve("vocab.json").toString())
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"model":{"type":"Unigram"}}          | model.type is "Unigram". It must be "BPE"
                    {"model":{"byte_fallback":true}}      | model.byte_fallback is true
                    {"normalizer":{"type":"NFC"}}         | normalizer is
                    {"model":{}}                          | pre_tokenizer.type is missing
                    {"pre_tokenizer":{"type":"Split"}}    | It must be "ByteLevel"
                    {"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":true}} | add_prefix_space is true
                    {"pre_tokenizer":{"type":"ByteLevel"}} | the vocabulary must be an object
                    {"pre_tokenizer":{"type":"ByteLevel"},"model":{"vocab":{"a":0},"merges":{}}} | model.merges is {}
                    {"pre_tokenizer":{"type":"ByteLevel"},"model":{"vocab":{"a":0},"merges":[7]}} | but is 7
                    {"pre_tokenizer":{"type":"ByteLevel"},"added_tokens":[{}],"model":{"vocab":{}}} | content is missing
                    {"pre_tokenizer":{"type":"ByteLevel"},"added_tokens":[{"content":"a","id":1}],"model":{"vocab":{"a":0}}} | 0 as elsewhere
                    """)
    void tokenizersOfAnotherKindAreRefused(String tokenizer, String message) throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), tokenizer);

        assertThatThrownBy(() -> HuggingFaceTokenizer.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(folder.resolve("tokenizer.json").toString())
                .hasMessageContaining(message);
    }

    @Test
    void aFolderWithoutATokenizerIsRefused() {
        assertThatThrownBy(() -> HuggingFaceTokenizer.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("holds no tokenizer");
    }

    @Provide
    Arbitrary<String> texts() {
        return Texts.any();
    }

    /// Bytes are 0 to 255 in their order, merges follow, then the end of text.
    private void write(String merges) throws IOException {
        StringBuilder vocabulary = new StringBuilder("{");
        int number = 0;
        while (number < 256) {
            String letter = String.valueOf(ByteLetters.letter(number));
            vocabulary.append('"').append(letter.replace("\\", "\\\\").replace("\"", "\\\""));
            vocabulary.append("\":").append(number++).append(',');
        }
        for (String merge : merges.lines().distinct().toList()) {
            vocabulary.append('"').append(merge.replace(" ", "")).append("\":");
            vocabulary.append(number++).append(',');
        }
        vocabulary.append("\"<|endoftext|>\":").append(number).append('}');
        Files.writeString(folder.resolve("vocab.json"), vocabulary);
        Files.writeString(folder.resolve("merges.txt"), merges);
    }

    private static HuggingFaceTokenizer ofGpt2(int shift) {
        try {
            Path folder = Files.createTempDirectory("hone-vocabulary");
            new Gpt2Files().writeTwoFiles(folder, shift);
            HuggingFaceTokenizer read = HuggingFaceTokenizer.read(folder);
            Files.delete(folder.resolve("vocab.json"));
            Files.delete(folder.resolve("merges.txt"));
            Files.delete(folder);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
