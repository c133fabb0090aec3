package dev.hone.policy.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.data.TextFile;
import dev.hone.file.Checksums;
import dev.hone.file.JsonObjectFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the files of a Hugging Face tokenizer say: `tokenizer.json`, else `vocab.json` and
/// `merges.txt`.
///
/// @param file the file that holds the vocabulary, for messages
/// @param numbers the number of each token, as written with [ByteLetters]; unique, without gaps
///   from 0
/// @param merges two tokens each, lowest rank first
record VocabularyFiles(Path file, Map<String, Integer> numbers, List<Merge> merges) {

    private static final String TOKENIZER = "tokenizer.json";
    private static final String VOCABULARY = "vocab.json";
    private static final String MERGES = "merges.txt";
    private static final int MOST_TOKENS = 1_000_000;

    /// Two tokens that become one.
    ///
    /// @param place where it stands, for messages
    record Merge(String place, String left, String right) {}

    /// @throws InputException when the files are not there, or not those of the GPT-2 family
    static VocabularyFiles read(Path folder) {
        Path file = folder.resolve(TOKENIZER);
        if (Files.isRegularFile(file)) {
            Checksums.check(file);
            return tokenizer(file);
        }
        Path vocabulary = folder.resolve(VOCABULARY);
        Path merges = folder.resolve(MERGES);
        if (!Files.isRegularFile(vocabulary) || !Files.isRegularFile(merges)) {
            throw new InputException(
                    folder
                            + " holds no tokenizer. It must hold tokenizer.json, or vocab.json and"
                            + " merges.txt.");
        }
        Checksums.check(vocabulary);
        Checksums.check(merges);
        Map<String, Integer> numbers = new LinkedHashMap<>();
        addTokens(vocabulary, JsonObjectFile.read(vocabulary), numbers);
        return new VocabularyFiles(vocabulary, checked(vocabulary, numbers), merges(merges));
    }

    private static VocabularyFiles tokenizer(Path file) {
        JsonNode root = JsonObjectFile.read(file);
        JsonNode model = root.path("model");
        require(file, "model.type", model.path("type"), "\"BPE\"");
        require(
                file,
                "model.continuing_subword_prefix",
                model.path("continuing_subword_prefix"),
                "\"\"");
        require(file, "model.end_of_word_suffix", model.path("end_of_word_suffix"), "\"\"");
        require(file, "model.byte_fallback", model.path("byte_fallback"), "false");
        require(file, "normalizer", root.path("normalizer"), "null");
        JsonNode split = root.path("pre_tokenizer");
        if (!"ByteLevel".equals(split.path("type").textValue())) {
            throw wrong(file, "pre_tokenizer.type", split.path("type"), "\"ByteLevel\"");
        }
        require(file, "pre_tokenizer.add_prefix_space", split.path("add_prefix_space"), "false");
        require(file, "pre_tokenizer.use_regex", split.path("use_regex"), "true");
        Map<String, Integer> numbers = new LinkedHashMap<>();
        addTokens(file, model.path("vocab"), numbers);
        for (JsonNode added : root.path("added_tokens")) {
            JsonNode content = added.path("content");
            if (!content.isTextual()) {
                throw wrong(file, "added_tokens, content", content, "a text");
            }
            addToken(file, content.textValue(), added.path("id"), numbers);
        }
        return new VocabularyFiles(
                file, checked(file, numbers), merges(file, model.path("merges")));
    }

    /// What is missing or null is what it must be: older files leave it out.
    private static void require(Path file, String field, JsonNode value, String right) {
        if (!value.isMissingNode() && !value.isNull() && !value.toString().equals(right)) {
            throw wrong(file, field, value, right);
        }
    }

    private static void addTokens(Path file, JsonNode tokens, Map<String, Integer> numbers) {
        if (!tokens.isObject()) {
            throw new InputException(
                    file + ": the vocabulary must be an object of tokens and their numbers.");
        }
        for (Map.Entry<String, JsonNode> token : tokens.properties()) {
            addToken(file, token.getKey(), token.getValue(), numbers);
        }
    }

    private static void addToken(
            Path file, String token, JsonNode number, Map<String, Integer> numbers) {
        String field = "the number of the token " + Excerpt.of(token);
        if (!number.isInt() || number.intValue() < 0 || number.intValue() >= MOST_TOKENS) {
            throw wrong(file, field, number, "0 to " + (MOST_TOKENS - 1));
        }
        Integer other = numbers.putIfAbsent(token, number.intValue());
        if (other != null && other != number.intValue()) {
            throw wrong(file, field, number, other + " as elsewhere in the file");
        }
    }

    private static Map<String, Integer> checked(Path file, Map<String, Integer> numbers) {
        String[] tokens = new String[numbers.size()];
        numbers.forEach(
                (token, number) -> {
                    if (number >= tokens.length || tokens[number] != null) {
                        throw new InputException(
                                file
                                        + ": the token "
                                        + Excerpt.of(token)
                                        + " has the number "
                                        + number
                                        + ". The "
                                        + tokens.length
                                        + " tokens must be numbered from 0 on, each number once.");
                    }
                    tokens[number] = token;
                });
        return numbers;
    }

    private static List<Merge> merges(Path file, JsonNode list) {
        if (!list.isArray()) {
            throw wrong(file, "model.merges", list, "an array");
        }
        List<Merge> merges = new ArrayList<>(list.size());
        for (JsonNode merge : list) {
            String place = file + ", model.merges[" + merges.size() + "]";
            boolean pair =
                    merge.size() == 2 && merge.path(0).isTextual() && merge.path(1).isTextual();
            merges.add(
                    pair
                            ? new Merge(place, merge.get(0).textValue(), merge.get(1).textValue())
                            : merge(
                                    place,
                                    merge.isTextual() ? merge.textValue() : merge.toString()));
        }
        return merges;
    }

    private static List<Merge> merges(Path file) {
        List<String> lines = TextFile.read(file).lines().toList();
        List<Merge> merges = new ArrayList<>(lines.size());
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            boolean header = index == 0 && line.startsWith("#version");
            if (!header && !line.isEmpty()) {
                merges.add(merge(file + ", line " + (index + 1), line));
            }
        }
        return merges;
    }

    private static Merge merge(String place, String text) {
        int space = text.indexOf(' ');
        if (space <= 0 || space == text.length() - 1 || text.indexOf(' ', space + 1) >= 0) {
            throw new InputException(
                    place
                            + ": a merge must be two tokens with a space between them, but is "
                            + Excerpt.of(text)
                            + ".");
        }
        return new Merge(place, text.substring(0, space), text.substring(space + 1));
    }

    private static InputException wrong(Path file, String field, JsonNode value, String right) {
        return new InputException(
                file
                        + ": "
                        + field
                        + (value.isMissingNode()
                                ? " is missing"
                                : " is " + Excerpt.of(value.toString()))
                        + ". It must be "
                        + right
                        + ", as for tokenizers of the GPT-2 family.");
    }
}
