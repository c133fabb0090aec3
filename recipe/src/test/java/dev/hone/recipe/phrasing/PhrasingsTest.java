package dev.hone.recipe.phrasing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.recipe.skill.Skill;
import dev.hone.recipe.skill.Skills;
import dev.hone.recipe.words.WordLists;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

class PhrasingsTest {

    private final Phrasings lessons = Phrasings.ofLessons();
    private final Phrasings apart = Phrasings.apart();

    @Test
    void everySkillIsAskedForInHundredsOfWays() {
        Random random = new Random(1);
        for (Skill skill : Skills.all(Set.of())) {
            Set<String> said = new HashSet<>();
            for (int i = 0; i < 1500; i++) {
                said.add(lessons.draw(skill.name(), random));
            }
            assertThat(said).as(skill.name()).hasSizeGreaterThan(500);
        }
    }

    @Test
    void thePhrasingsKeptApartAreOfTheSameSkills() {
        Set<String> expected =
                Skills.all(Set.of()).stream().map(Skill::name).collect(Collectors.toSet());
        expected.add("vague");

        assertThat(apart.sections()).isEqualTo(expected);
    }

    @Test
    void noPhrasingKeptApartIsMadeByTheGrammarOften() {
        Random random = new Random(2);
        Set<String> apartFromIt =
                WordLists.lines("phrasings-apart.txt").stream()
                        .filter(line -> !line.startsWith("["))
                        .map(PhrasingsTest::bare)
                        .collect(Collectors.toSet());
        List<String> both =
                Skills.all(Set.of()).stream()
                        .flatMap(
                                skill ->
                                        random.ints(3000)
                                                .mapToObj(i -> lessons.draw(skill.name(), random)))
                        .map(PhrasingsTest::bare)
                        .filter(apartFromIt::contains)
                        .distinct()
                        .toList();

        assertThat(both).isEmpty();
    }

    private static String bare(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "").strip();
    }
}
