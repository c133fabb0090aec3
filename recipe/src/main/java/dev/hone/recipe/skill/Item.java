package dev.hone.recipe.skill;

import java.util.List;

/// One input of a skill with what is right.
///
/// @param answers at least one; the first is the one that is taught
public record Item(String input, List<String> answers) {

    static Item of(String input, String answer) {
        return new Item(input, List.of(answer));
    }

    public String answer() {
        return answers.getFirst();
    }
}
