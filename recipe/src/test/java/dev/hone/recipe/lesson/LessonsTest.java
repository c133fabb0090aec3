package dev.hone.recipe.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.recipe.phrasing.Phrasings;
import dev.hone.recipe.skill.Skill;
import dev.hone.recipe.skill.Skills;
import dev.hone.recipe.tokenizer.WordTokenizer;
import dev.hone.recipe.words.WordPool;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

class LessonsTest {

    private final Phrasings phrasings = Phrasings.ofLessons();
    private final List<String> vocabulary = VocabularyBuilder.words(phrasings);
    private final List<Skill> skills = Skills.all(VocabularyBuilder.known(vocabulary));

    private final WordPool unknown = WordPool.without(VocabularyBuilder.known(vocabulary));

    @Test
    void theSameSeedGivesTheSameLessons() {
        Curriculum curriculum = Curriculum.atFirst(skills, phrasings, unknown, 0.5);
        Random one = new Random(5);
        Random other = new Random(5);

        for (int i = 0; i < 200; i++) {
            assertThat(curriculum.draw(one)).isEqualTo(curriculum.draw(other));
        }
    }

    @Test
    void laterThereIsMoreOfWhatIsHard() {
        Emphasis atFirst = Emphasis.atFirst(skills);
        Emphasis later = Emphasis.later(skills);

        assertThat(drawn(later, "difference")).isGreaterThan(2 * drawn(atFirst, "difference"));
        assertThat(drawn(later, "category")).isLessThan(drawn(atFirst, "category"));
        for (Skill skill : skills) {
            assertThat(drawn(later, skill.name())).as(skill.name()).isGreaterThan(15);
        }
    }

    /// Of 10,000 lessons, those in the skill.
    private static int drawn(Emphasis emphasis, String skill) {
        Random random = new Random(9);
        return Math.toIntExact(
                Stream.generate(() -> emphasis.draw(random))
                        .limit(10_000)
                        .filter(drawn -> drawn.name().equals(skill))
                        .count());
    }

    @Test
    void lessonsHoldNoPlaceThatWasNotFilled() {
        Curriculum curriculum = Curriculum.atFirst(skills, phrasings, unknown, 0.5);
        Random random = new Random(6);

        for (int i = 0; i < 2000; i++) {
            Lesson lesson = curriculum.draw(random);
            assertThat(lesson.question()).doesNotContain("{I}", "{X}", "{P}", "{E}");
            assertThat(lesson.answer()).isNotBlank();
        }
    }

    @Test
    void aCarelessInstructionKeepsMostOfItsWords() {
        Carelessness carelessness = new Carelessness(unknown);
        String careful = "Write the opposite of the given word, please.";
        Random random = new Random(8);

        for (int i = 0; i < 500; i++) {
            assertThat(carelessness.of(careful, random).toLowerCase(Locale.ROOT).split("\\W+"))
                    .hasSizeBetween(4, 9)
                    .containsAnyOf("opposite", "of");
        }
        assertThat(
                        Stream.generate(() -> carelessness.of(careful, random))
                                .limit(500)
                                .filter(careful::equals))
                .hasSizeBetween(200, 400);
    }

    @Test
    void aRefinementIsAskedForAsGpoAsksForIt() {
        Lesson lesson =
                new RefinementLessons(new Instructions(skills, phrasings)).draw(new Random(7));

        assertThat(lesson.question())
                .startsWith(
                        "Your task is to write a prompt that will stand in the place of <PROMPT>.")
                .endsWith("between <START> and <END>.");
        assertThat(lesson.answer()).startsWith("<START>").endsWith("<END>");
    }

    @Test
    void theWordsOfInstructionsAreOneTokenAndThoseOfInputsAreSpelled() {
        WordTokenizer tokenizer = new WordTokenizer(vocabulary);

        assertThat(tokenizer.encode("Write the opposite of the word.")).hasSize(7);
        assertThat(tokenizer.encode("zebra")).hasSize(5);
        assertThat(vocabulary).hasSizeLessThan(5000);
    }

    @Test
    void lettersAreAskedOfWordsThatAreSpelled() {
        Set<String> known = VocabularyBuilder.known(vocabulary);
        Skill first =
                skills.stream()
                        .filter(skill -> skill.name().equals("first-letter"))
                        .findFirst()
                        .orElseThrow();
        Random random = new Random(8);

        for (int i = 0; i < 5000; i++) {
            assertThat(known)
                    .doesNotContain(
                            first.draw(random, dev.hone.recipe.words.Part.TRAINING).input());
        }
    }
}
