package dev.hone.policy.tokenizer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// GPT-2's vocabulary as Hugging Face writes it, made from the tokens: the merge of a token is what
/// the merges before it leave of its bytes.
final class Gpt2Files {

    private static final int END_OF_TEXT = 50_256;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<String> tokens = new ArrayList<>();
    private final List<String> merges = new ArrayList<>();

    Gpt2Files() {
        Gpt2Tokenizer gpt2 = new Gpt2Tokenizer();
        Map<String, Integer> ranks = new HashMap<>();
        for (int token = 0; token < END_OF_TEXT; token++) {
            String latin = new String(gpt2.bytes(token), StandardCharsets.ISO_8859_1);
            if (latin.length() > 1) {
                List<String> parts = parts(latin, ranks);
                merges.add(letters(parts.get(0)) + " " + letters(parts.get(1)));
            }
            ranks.put(latin, token);
            tokens.add(letters(latin));
        }
    }

    /// @param shift what is added to every number, modulo their count
    ObjectNode vocabulary(int shift) {
        ObjectNode vocabulary = MAPPER.createObjectNode();
        for (int token = 0; token < END_OF_TEXT; token++) {
            vocabulary.put(tokens.get(token), (token + shift) % (END_OF_TEXT + 1));
        }
        return vocabulary.put("<|endoftext|>", (END_OF_TEXT + shift) % (END_OF_TEXT + 1));
    }

    List<String> merges() {
        return merges;
    }

    void writeTwoFiles(Path folder, int shift) throws IOException {
        Files.writeString(folder.resolve("vocab.json"), vocabulary(shift).toString());
        Files.writeString(
                folder.resolve("merges.txt"), "#version: 0.2\n" + String.join("\n", merges) + "\n");
    }

    void writeOneFile(Path folder) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("version", "1.0").putNull("normalizer");
        root.putArray("added_tokens")
                .addObject()
                .put("id", END_OF_TEXT)
                .put("content", "<|endoftext|>")
                .put("special", true);
        root.putObject("pre_tokenizer").put("type", "ByteLevel").put("add_prefix_space", false);
        ObjectNode model = root.putObject("model");
        model.put("type", "BPE").put("continuing_subword_prefix", "").put("end_of_word_suffix", "");
        model.set("vocab", vocabulary(0));
        merges.forEach(model.putArray("merges")::add);
        Files.writeString(folder.resolve("tokenizer.json"), root.toString());
    }

    private static List<String> parts(String token, Map<String, Integer> ranks) {
        List<String> parts = new ArrayList<>(token.chars().mapToObj(Character::toString).toList());
        while (parts.size() > 2) {
            int best = 0;
            int lowest = Integer.MAX_VALUE;
            for (int index = 0; index + 1 < parts.size(); index++) {
                int rank =
                        ranks.getOrDefault(
                                parts.get(index) + parts.get(index + 1), Integer.MAX_VALUE);
                if (rank < lowest) {
                    lowest = rank;
                    best = index;
                }
            }
            parts.set(best, parts.get(best) + parts.remove(best + 1));
        }
        return parts;
    }

    private static String letters(String latin) {
        StringBuilder letters = new StringBuilder();
        latin.chars().forEach(value -> letters.append(ByteLetters.letter(value)));
        return letters.toString();
    }
}
