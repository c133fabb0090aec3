package dev.hone.recipe.skill;

import dev.hone.recipe.words.Part;
import dev.hone.recipe.words.WordPool;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// Skills that look at the letters of one word.
final class LetterSkills {

    private static final String VOWELS = "aeiou";

    private final WordPool words;

    LetterSkills(WordPool words) {
        this.words = words;
    }

    List<Skill> all() {
        return List.of(
                skill("first-letter", word -> word.substring(0, 1)),
                skill("second-letter", word -> word.substring(1, 2)),
                skill("third-letter", word -> word.substring(2, 3)),
                skill("last-letter", word -> word.substring(word.length() - 1)),
                skill("letter-count", word -> Integer.toString(word.length())),
                skill("vowel-count", word -> Long.toString(vowels(word))),
                skill("upper-case", word -> word.toUpperCase(Locale.ROOT)),
                new Skill("lower-case", false, this::lowered),
                skill("capitalize", LetterSkills::capitalized),
                skill("remove-vowels", word -> word.replaceAll("[" + VOWELS + "]", "")),
                skill("remove-first-letter", word -> word.substring(1)),
                skill("remove-last-letter", word -> word.substring(0, word.length() - 1)),
                skill("repeat-word", word -> word + " " + word),
                skill("reverse", word -> new StringBuilder(word).reverse().toString()),
                skill("spell", word -> String.join("-", word.split(""))),
                skill("copy", word -> word),
                skill(
                        "starts-with-vowel",
                        word -> vowels(word.substring(0, 1)) == 1 ? "yes" : "no"));
    }

    private Skill skill(String name, UnaryOperator<String> answer) {
        return new Skill(
                name,
                false,
                (random, part) -> {
                    String word = words.draw(random, part);
                    String right = answer.apply(word);
                    // A word of vowels alone leaves nothing once they are gone.
                    return Item.of(word, right.isEmpty() ? word : right);
                });
    }

    private Item lowered(RandomGenerator random, Part part) {
        String word = words.draw(random, part);
        return Item.of(word.toUpperCase(Locale.ROOT), word);
    }

    static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static long vowels(String word) {
        return word.chars().filter(letter -> VOWELS.indexOf(letter) >= 0).count();
    }
}
