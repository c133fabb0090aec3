package dev.hone.testkit.synthetic;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

import dev.hone.Excerpt;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A pool of prompts whose scores were recorded from a real model. Only they exist: the optimizer
/// model proposes nothing else.
///
/// An example is answered rightly under a prompt with the prompt's score as probability. The part
/// `common` of the examples is hard or easy alike for all prompts: one draw from the input, which
/// every better prompt passes too. For the rest each prompt has a draw of its own. That part is the
/// correlation between the answers under two prompts of the same score. Where answers of real
/// models were recorded with several prompts it was 0.35 (GSM8K, 16 prompts of Prompt-OIRL) and
/// 0.55 (five question sets of ThoughtSource); all examples hard alike would hide that a score on a
/// split is an estimate, and none would make scores harder to compare than they are.
///
/// Prompts are the same when they differ in case, white space and `**` at most. A text that holds a
/// prompt of the pool, as with demonstrations around it, counts as the longest one it holds; any
/// other text scores 0, so that nothing is gained outside of the pool.
public final class Recorded implements ResponseSurface {

    private static final int MOST_PROMPTS = 5_000;
    private static final int MOST_CHARACTERS = 20_000;
    private static final int MOST_REMEMBERED = 1_000;

    private final double common;
    private final List<Scored> prompts;
    private final Map<String, Scored> byText = new HashMap<>();
    private final Map<String, Match> remembered = new ConcurrentHashMap<>();

    /// @param common the part of the examples that is hard alike under all prompts, in [0, 1]
    /// @param prompts from 2 to 5,000, no two the same
    @JsonCreator
    public Recorded(
            @JsonProperty("common") double common, @JsonProperty("prompts") List<Scored> prompts) {
        this.common = common;
        this.prompts = List.copyOf(prompts);
        Wording.requirePart("common", common);
        if (prompts.size() < 2 || prompts.size() > MOST_PROMPTS) {
            throw new IllegalArgumentException(
                    "there are "
                            + prompts.size()
                            + " prompts. Right would be from 2 to "
                            + MOST_PROMPTS
                            + ".");
        }
        for (Scored scored : prompts) {
            if (byText.put(plain(scored.prompt()), scored) != null) {
                throw new IllegalArgumentException(
                        "the prompt \"" + Excerpt.of(scored.prompt()) + "\" stands there twice.");
            }
        }
    }

    /// @param score in [0, 1]
    public record Scored(String prompt, double score) {

        public Scored {
            if (prompt.isBlank() || prompt.length() > MOST_CHARACTERS) {
                throw new IllegalArgumentException(
                        "the prompt \""
                                + Excerpt.of(prompt)
                                + "\" is blank or too long. Right would be at most "
                                + MOST_CHARACTERS
                                + " characters.");
            }
            Wording.requirePart("the score of \"" + Excerpt.of(prompt) + "\"", score);
        }
    }

    /// @param scored null for a text that is of no prompt of the pool
    private record Match(@Nullable Scored scored) {}

    public List<Scored> prompts() {
        return prompts;
    }

    @Override
    public boolean isRight(String prompt, String input) {
        Scored scored = find(prompt);
        if (scored == null) {
            return false;
        }
        boolean isCommon = Draw.of("recorded", "common", input) < common;
        double drawn =
                isCommon
                        ? Draw.of("recorded", "difficulty", input)
                        : Draw.of("recorded", "answer", plain(scored.prompt()), input);
        return drawn < scored.score();
    }

    @Override
    public double score(String prompt) {
        Scored scored = find(prompt);
        return scored == null ? 0 : scored.score();
    }

    @Override
    public double best() {
        return prompts.stream().mapToDouble(Scored::score).max().orElseThrow();
    }

    private @Nullable Scored find(String prompt) {
        Match known = remembered.get(prompt);
        if (known != null) {
            return known.scored();
        }
        String text = plain(prompt);
        Scored found = byText.containsKey(text) ? byText.get(text) : longestIn(text);
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(prompt, new Match(found));
        return found;
    }

    private @Nullable Scored longestIn(String text) {
        String longest = "";
        for (String each : byText.keySet()) {
            if (each.length() > longest.length() && text.contains(each)) {
                longest = each;
            }
        }
        return byText.get(longest);
    }

    /// The text without what makes no difference between prompts.
    static String plain(String text) {
        return text.replace("**", "").strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Recorded[common=" + common + ", prompts=" + prompts + "]";
    }
}
