package dev.hone.experience;

import dev.hone.Digest;

import java.util.Locale;

/// What a user asked: the input of an example, for which a policy writes the prompt.
///
/// @param id unique in its data set; the unit that data sets are split and intervals are drawn by
/// @param text not blank
public record Query(String id, String text) {

    public Query {
        if (text.isBlank()) {
            throw new IllegalArgumentException("The text of query " + id + " must not be blank.");
        }
    }

    /// What two texts have in common when they are the same question: the text without outer white
    /// space, each inner run of it one space, in lower case.
    public static String normalised(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /// The same for two texts that are the same question, as a name that does not show it.
    public static Digest digest(String text) {
        return Digest.of(normalised(text));
    }
}
