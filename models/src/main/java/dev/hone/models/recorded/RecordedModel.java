package dev.hone.models.recorded;

import dev.hone.Digest;
import dev.hone.InputException;
import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.TokenUsage;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Answers from a recording, and refuses everything that is not in it. Thread-safe.
///
/// A recording is JSON Lines; a line has `messages` (a list of `role` and `content`) or `prompt`
/// (the text of a single user turn), and `completions` (a list of texts) or `completion` (one).
/// `usage` (`inputTokens`, `outputTokens`, both or none) is optional, every other field is for the
/// reader.
///
/// A request matches by its conversation; settings and seed do not count. Of the lines with that
/// conversation the first that has exactly as many completions as asked answers; when there is
/// none, the first so many completions of all of them together do, with unknown usage.
public final class RecordedModel implements LanguageModel {

    private static final int LONGEST_EXCERPT = 200;

    private final Path file;
    private final Digest digest;
    private final Map<List<Message>, List<Recording>> recordings;

    private RecordedModel(
            Path file, Digest digest, Map<List<Message>, List<Recording>> recordings) {
        this.file = file;
        this.digest = digest;
        this.recordings = recordings;
    }

    /// Reads a recording into memory.
    ///
    /// @throws InputException when the file cannot be read or a line is wrong
    public static RecordedModel read(Path file) {
        String text = text(file);
        Map<List<Message>, List<Recording>> recordings = new HashMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                Recording recording = Recording.parse(line, file + ":" + number);
                recordings
                        .computeIfAbsent(recording.messages(), key -> new ArrayList<>())
                        .add(recording);
            }
        }
        return new RecordedModel(file, Digest.of(text), recordings);
    }

    /// Of the file's content.
    public Digest digest() {
        return digest;
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        List<Recording> lines = recordings.getOrDefault(request.messages(), List.of());
        List<String> all = new ArrayList<>();
        for (Recording line : lines) {
            if (line.completions().size() == request.samples()) {
                return response(line.completions(), line.usage());
            }
            all.addAll(line.completions());
        }
        if (all.size() < request.samples()) {
            throw new ModelException.Rejected(missing(request, all.size()), null);
        }
        return response(all.subList(0, request.samples()), TokenUsage.UNKNOWN);
    }

    private static ModelResponse response(List<String> texts, TokenUsage usage) {
        return new ModelResponse(texts.stream().map(Completion::of).toList(), usage);
    }

    private String missing(ModelRequest request, int recorded) {
        String last = request.messages().getLast().text().replaceAll("\\s+", " ").strip();
        String excerpt =
                last.codePointCount(0, last.length()) <= LONGEST_EXCERPT
                        ? last
                        : last.substring(0, last.offsetByCodePoints(0, LONGEST_EXCERPT)) + "…";
        return "The recording "
                + file
                + " has "
                + recorded
                + " of "
                + request.samples()
                + " completions for a conversation of "
                + request.messages().size()
                + (request.messages().size() == 1 ? " message" : " messages")
                + " that ends with: "
                + excerpt;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new InputException(
                    "The recording " + file + " does not exist. Check the path.", e);
        } catch (CharacterCodingException e) {
            throw new InputException("The recording " + file + " is not UTF-8 text.", e);
        } catch (IOException e) {
            throw new InputException(
                    "The recording " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
