package dev.hone.recipe.skill;

import dev.hone.recipe.words.HeldOut;
import dev.hone.recipe.words.Part;
import dev.hone.recipe.words.WordLists;

import java.util.List;
import java.util.random.RandomGenerator;

/// Skills that inflect a word by a rule with exceptions. Exceptions are taught, all of them; words
/// of the rule are held out.
final class InflectionSkills {

    private InflectionSkills() {}

    static List<Skill> all() {
        List<List<String>> nouns = WordLists.table("nouns.tsv", 2);
        List<List<String>> verbs = WordLists.table("verbs.tsv", 5);
        List<List<String>> adjectives = WordLists.table("adjectives.tsv", 3);
        return List.of(
                inflected("plural", nouns, 0, 1, "s"),
                inflected("singular", nouns, 1, 0, "s"),
                inflected("third-person", verbs, 0, 1, "s"),
                inflected("past-tense", verbs, 0, 2, "ed"),
                inflected("ing-form", verbs, 0, 4, "ing"),
                inflected("comparative", adjectives, 0, 1, "er"),
                inflected("superlative", adjectives, 0, 2, "est"));
    }

    /// @param ending of the longer form where the rule holds
    private static Skill inflected(
            String name, List<List<String>> table, int from, int to, String ending) {
        List<Item> heldOut =
                table.stream()
                        .filter(row -> isHeldOut(row, from, to, ending))
                        .map(row -> Item.of(row.get(from), row.get(to)))
                        .toList();
        List<Item> taught =
                table.stream()
                        .filter(row -> !isHeldOut(row, from, to, ending))
                        .map(row -> Item.of(row.get(from), row.get(to)))
                        .toList();
        return new Skill(
                name,
                false,
                (random, part) -> drawn(random, part == Part.HELD_OUT ? heldOut : taught));
    }

    private static Item drawn(RandomGenerator random, List<Item> items) {
        return items.get(random.nextInt(items.size()));
    }

    private static boolean isHeldOut(List<String> row, int from, int to, String ending) {
        String stem = row.getFirst();
        String longer = from == 0 ? row.get(to) : row.get(from);
        boolean regular = longer.endsWith(ending) && longer.startsWith(stem.substring(0, 2));
        return regular && HeldOut.is(stem);
    }
}
