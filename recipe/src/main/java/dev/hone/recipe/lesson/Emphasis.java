package dev.hone.recipe.lesson;

import dev.hone.recipe.skill.Skill;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Gives more lessons to skills that take longer to learn: those with many facts, and those whose
/// answer needs several steps. Which they are was measured after some hundred thousand lessons, and
/// again after a million, when most facts were known and some rules were not.
final class Emphasis {

    private static final Map<String, Integer> AT_FIRST =
            table(
                    // By heart: as many lessons for each fact as for any other.
                    times(10, "antonym"),
                    times(8, "category"),
                    times(6, "spanish", "french", "german", "rhyme"),
                    times(3, "capital-city"),
                    times(2, "typical-color", "young-animal", "feminine"),
                    // In several steps.
                    times(4, "sort-words", "sum", "difference"),
                    times(4, "reverse-list", "pick-animals"),
                    times(3, "past-tense", "initials", "negation"),
                    times(2, "reverse", "number-words", "next-number", "double"),
                    times(2, "letter-count", "vowel-count", "count-words"),
                    times(2, "remove-vowels", "remove-last-letter"),
                    times(2, "third-person", "ing-form", "superlative"),
                    times(2, "larger", "smaller", "sentiment", "passive"));

    private static final Map<String, Integer> LATER =
            table(
                    times(14, "difference"),
                    times(12, "pick-animals"),
                    times(10, "rhyme", "sum", "sentiment"),
                    times(8, "antonym", "sort-words"),
                    times(6, "category", "spanish", "french", "german"),
                    times(4, "reverse-list", "reverse", "remove-last-letter", "vowel-count"),
                    times(3, "letter-count", "next-number", "larger", "smaller"),
                    times(3, "negation", "passive", "capital-city"),
                    times(2, "typical-color", "young-animal", "feminine"),
                    times(2, "past-tense", "initials", "number-words", "double", "singular"),
                    times(2, "remove-vowels", "copy", "first-letter", "last-letter"));

    private final List<Skill> skills;
    private final int[] upTo;

    private Emphasis(List<Skill> skills, Map<String, Integer> times) {
        this.skills = List.copyOf(skills);
        this.upTo = new int[skills.size()];
        int sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += times.getOrDefault(skills.get(i).name(), 1);
            upTo[i] = sum;
        }
    }

    static Emphasis atFirst(List<Skill> skills) {
        return new Emphasis(skills, AT_FIRST);
    }

    static Emphasis later(List<Skill> skills) {
        return new Emphasis(skills, LATER);
    }

    Skill draw(RandomGenerator random) {
        int place = random.nextInt(upTo[upTo.length - 1]);
        int skill = 0;
        while (upTo[skill] <= place) {
            skill++;
        }
        return skills.get(skill);
    }

    @SafeVarargs
    private static Map<String, Integer> table(Map<String, Integer>... times) {
        return Stream.of(times)
                .flatMap(some -> some.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Integer> times(int times, String... names) {
        return Stream.of(names).collect(Collectors.toMap(name -> name, name -> times));
    }
}
