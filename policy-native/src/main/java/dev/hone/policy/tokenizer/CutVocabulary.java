package dev.hone.policy.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.file.FileFailure;
import dev.hone.file.JsonObjectFile;
import dev.hone.result.AtomicFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;

/// The part of GPT-2's vocabulary that some texts need, numbered anew without gaps in GPT-2's
/// order: the tokens in these texts, the 256 single bytes, so that every other text can be written
/// too, and the end of text, which comes last.
///
/// A network with it is smaller by 768 parameters for each token left out, in GPT-2 small.
public final class CutVocabulary {

    /// The name of the file that holds one.
    public static final String FILE = "vocabulary.json";

    private static final int SINGLE_BYTES = 256;
    private static final int END_OF_TEXT = 50_256;
    private static final int NONE = -1;

    /// GPT-2's number by ours, ascending.
    private final int[] kept;

    /// Our number by GPT-2's.
    private final int[] numbers = new int[END_OF_TEXT + 1];

    private CutVocabulary(int[] kept) {
        this.kept = kept;
        Arrays.fill(numbers, NONE);
        for (int token = 0; token < kept.length; token++) {
            numbers[kept[token]] = token;
        }
    }

    /// The order of the texts does not matter.
    public static CutVocabulary of(Iterable<String> texts) {
        Gpt2Tokenizer gpt2 = new Gpt2Tokenizer();
        BitSet tokens = new BitSet(END_OF_TEXT + 1);
        tokens.set(0, SINGLE_BYTES);
        tokens.set(END_OF_TEXT);
        for (String text : texts) {
            for (int token : gpt2.encode(text)) {
                tokens.set(token);
            }
        }
        return new CutVocabulary(tokens.stream().toArray());
    }

    /// Reads `vocabulary.json` from a folder.
    ///
    /// @throws InputException when it is not there, or not a vocabulary
    public static CutVocabulary read(Path folder) {
        Path file = folder.resolve(FILE);
        JsonNode root = JsonObjectFile.read(file);
        JsonNode kept = root.path("kept");
        if (!"gpt2".equals(root.path("tokenizer").textValue()) || !kept.isArray()) {
            throw new InputException(
                    file
                            + " must be an object with \"tokenizer\": \"gpt2\" and \"kept\", an"
                            + " array of the tokens of GPT-2 that are kept.");
        }
        return new CutVocabulary(checked(file, (ArrayNode) kept));
    }

    /// Writes `vocabulary.json` into a folder that exists.
    ///
    /// @throws InputException when it cannot be written; what was there is left as it was
    public void write(Path folder) {
        ObjectNode root = JsonObjectFile.MAPPER.createObjectNode().put("tokenizer", "gpt2");
        ArrayNode list = root.putArray("kept");
        Arrays.stream(kept).forEach(list::add);
        try {
            AtomicFile.write(folder, FILE, JsonObjectFile.MAPPER.writeValueAsBytes(root));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers can be written.", e);
        } catch (IOException e) {
            throw FileFailure.unwritable(folder.resolve(FILE), e);
        }
    }

    /// The number of tokens, from 257 to 50257.
    public int size() {
        return kept.length;
    }

    /// The tokens of GPT-2 that are kept, ascending; the index is the token here.
    public int[] kept() {
        return kept.clone();
    }

    /// The token of GPT-2 that a token here is.
    int inGpt2(int token) {
        if (token < 0 || token >= kept.length) {
            throw new IllegalArgumentException(
                    "The token " + token + " must be 0 to " + (kept.length - 1) + ".");
        }
        return kept[token];
    }

    boolean keeps(int gpt2Token) {
        return numbers[gpt2Token] != NONE;
    }

    /// The token here that a token of GPT-2 is, which must be kept.
    int of(int gpt2Token) {
        return numbers[gpt2Token];
    }

    private static int[] checked(Path file, ArrayNode kept) {
        int[] tokens = new int[kept.size()];
        int last = NONE;
        for (int index = 0; index < tokens.length; index++) {
            JsonNode token = kept.get(index);
            if (!token.isInt() || token.intValue() <= last || token.intValue() > END_OF_TEXT) {
                throw new InputException(
                        file
                                + ": kept["
                                + index
                                + "] is "
                                + Excerpt.of(token.toString())
                                + ". It must be a whole number from "
                                + (last + 1)
                                + " to 50256: tokens ascend.");
            }
            last = token.intValue();
            tokens[index] = last;
        }
        if (tokens.length <= SINGLE_BYTES
                || tokens[SINGLE_BYTES - 1] != SINGLE_BYTES - 1
                || last != END_OF_TEXT) {
            throw new InputException(
                    file
                            + ": kept must begin with 0 to 255, the single bytes, and end with"
                            + " 50256, the end of text.");
        }
        return tokens;
    }
}
