package dev.hone.testkit.synthetic;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.hone.Digest;
import dev.hone.InputException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A response surface: the skills a prompt can name, and the part of the examples that needs each.
///
/// An example needs a skill or does not, by a hash of its input and the skill's name: fixed for
/// ever, independent between skills, in the share given. It is answered rightly when the prompt
/// names every skill it needs.
///
/// @param skills in any order
/// @param distractors phrases that change nothing
public record Skills(List<Skill> skills, List<String> distractors) implements ResponseSurface {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final double BUCKETS = 1 << 20;

    public Skills {
        skills = List.copyOf(skills);
        distractors = List.copyOf(distractors);
    }

    /// One thing a prompt can ask for.
    ///
    /// @param share of the examples that need it, in [0, 1]
    /// @param cues the prompt names the skill when it contains one of them, whatever the case
    /// @param phrases how the optimizer model words it; each contains a cue
    public record Skill(String name, double share, List<String> cues, List<String> phrases) {

        public Skill {
            cues = List.copyOf(cues);
            phrases = List.copyOf(phrases);
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "share (" + share + ") of skill \"" + name + "\" must lie in [0, 1].");
            }
        }

        boolean isNamedBy(String prompt) {
            String text = prompt.toLowerCase(Locale.ROOT);
            return cues.stream().anyMatch(cue -> text.contains(cue.toLowerCase(Locale.ROOT)));
        }

        boolean isNeededBy(String input) {
            long bits = Long.parseLong(Digest.of(name, input).hex().substring(0, 5), 16);
            return bits < share * BUCKETS;
        }
    }

    @Override
    public boolean isRight(String prompt, String input) {
        return skills.stream()
                .allMatch(skill -> skill.isNamedBy(prompt) || !skill.isNeededBy(input));
    }

    @Override
    public double score(String prompt) {
        return skills.stream()
                .filter(skill -> !skill.isNamedBy(prompt))
                .mapToDouble(skill -> 1 - skill.share())
                .reduce(1, (one, other) -> one * other);
    }

    @Override
    public double best() {
        return 1;
    }

    /// Reads `{"skills": [{"name", "share", "cues", "phrases"}], "distractors": [...]}`.
    ///
    /// @throws InputException when the file is missing or is not of that form
    public static Skills read(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), Skills.class);
        } catch (JacksonException e) {
            throw new InputException(
                    "The skills in "
                            + file
                            + " cannot be read: "
                            + e.getOriginalMessage()
                            + ". Right would be {\"skills\": [{\"name\": \"…\", \"share\": 0.5,"
                            + " \"cues\": [\"…\"], \"phrases\": [\"…\"]}], \"distractors\":"
                            + " [\"…\"]}.",
                    e);
        } catch (IOException e) {
            throw new InputException("The skills file " + file + " cannot be read: " + e, e);
        }
    }
}
