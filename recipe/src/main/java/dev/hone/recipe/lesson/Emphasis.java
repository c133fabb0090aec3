package dev.hone.recipe.lesson;

import dev.hone.recipe.skill.Skill;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Gives more lessons to skills that take longer to learn: those with many facts, and those whose
/// answer needs several steps. Which they are was measured after some hundred thousand lessons.
final class Emphasis {

    private static final Map<String, Integer> TIMES =
            Stream.of(
                            times(4, "antonym", "category", "spanish", "french", "german"),
                            times(4, "sort-words", "sum", "difference"),
                            times(3, "reverse", "capital-city", "rhyme", "reverse-list"),
                            times(2, "typical-color", "initials", "pick-animals", "past-tense"),
                            times(2, "number-words", "next-number", "double", "young-animal"),
                            times(2, "negation", "letter-count", "remove-vowels", "feminine"))
                    .flatMap(times -> times.entrySet().stream())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private final List<Skill> skills;
    private final int[] upTo;

    Emphasis(List<Skill> skills) {
        this.skills = List.copyOf(skills);
        this.upTo = new int[skills.size()];
        int sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += TIMES.getOrDefault(skills.get(i).name(), 1);
            upTo[i] = sum;
        }
    }

    Skill draw(RandomGenerator random) {
        int place = random.nextInt(upTo[upTo.length - 1]);
        int skill = 0;
        while (upTo[skill] <= place) {
            skill++;
        }
        return skills.get(skill);
    }

    private static Map<String, Integer> times(int times, String... names) {
        return Stream.of(names).collect(Collectors.toMap(name -> name, name -> times));
    }
}
