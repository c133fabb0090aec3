package dev.hone.recipe.skill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.recipe.words.Part;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

class SkillsTest {

    private static final int DRAWN = 3_000;

    private final List<Skill> skills = Skills.all(Set.of());

    @Test
    void thereAreAtLeastFortyOfThemEachWithItsName() {
        assertThat(skills).hasSizeGreaterThan(40);
        assertThat(skills.stream().map(Skill::name)).doesNotHaveDuplicates();
    }

    @Test
    void noInputThatIsHeldOutIsTaught() {
        for (Skill skill : skills) {
            if (!skill.knowledge()) {
                Random random = new Random(1);
                Set<String> taught = new HashSet<>();
                Set<String> heldOut = new HashSet<>();
                for (int i = 0; i < DRAWN; i++) {
                    taught.add(skill.draw(random, Part.TRAINING).input());
                    heldOut.add(skill.draw(random, Part.HELD_OUT).input());
                }
                assertThat(heldOut)
                        .as(skill.name())
                        .isNotEmpty()
                        .doesNotContainAnyElementsOf(taught);
            }
        }
    }

    @Test
    void theSameInputHasTheSameAnswer() {
        for (Skill skill : skills) {
            Random random = new Random(2);
            Map<String, String> answers = new HashMap<>();
            for (int i = 0; i < DRAWN; i++) {
                Item item = skill.draw(random, Part.TRAINING);
                String before = answers.put(item.input(), item.answer());
                assertThat(before)
                        .as(skill.name() + " of " + item.input())
                        .isIn(null, item.answer());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    antonym        | hot                       | cold
                    plural         | city                      | cities
                    past-tense     | go                        | went
                    capital-city   | France                    | Paris
                    spanish        | house                     | casa
                    words-number   | three hundred and twelve  | 312
                    double         | 21                        | 42
                    even-odd       | 7                         | odd
                    """)
    void whatIsTaughtIsRight(String name, String input, String answer) {
        Skill skill =
                skills.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        Random random = new Random(3);

        assertThat(answersTo(skill, input, random)).containsExactly(answer);
    }

    private static Set<String> answersTo(Skill skill, String input, Random random) {
        Set<String> answers = new HashSet<>();
        for (int i = 0; i < 10 * DRAWN; i++) {
            for (Part part : Part.values()) {
                Item item = skill.draw(random, part);
                if (item.input().equals(input)) {
                    answers.add(item.answer());
                }
            }
        }
        return answers;
    }
}
