package dev.hone.experience;

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
}
