package dev.hone.recipe.measure;

import dev.hone.recipe.phrasing.Phrasings;
import dev.hone.recipe.skill.Item;
import dev.hone.recipe.skill.Skill;
import dev.hone.recipe.words.HeldOut;
import dev.hone.recipe.words.Part;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// How many answers are right, for every skill: under phrasings of the grammar, under those that
/// were written apart from it, and under prompts that do not say what is wanted. Inputs are held
/// out; of what must be known, the input under that phrasing.
public final class SkillTable {

    private static final List<String> FORMS = List.of("%2$s\n%1$s", "%1$s\n%2$s");

    private final List<Skill> skills;
    private final Phrasings lessons;
    private final Phrasings apart;
    private final int asked;

    /// @param apart phrasings that no lesson was made of
    /// @param asked questions for each share
    public SkillTable(List<Skill> skills, Phrasings lessons, Phrasings apart, int asked) {
        this.skills = skills;
        this.lessons = lessons;
        this.apart = apart;
        this.asked = asked;
    }

    /// Shares of right answers, in [0, 1].
    ///
    /// @param other the share of answers as if this skill had been asked for, where another was
    public record Row(String skill, double grammar, double apart, double vague, double other) {}

    /// The mean of all rows.
    public static Row mean(List<Row> rows) {
        return new Row(
                "mean",
                rows.stream().mapToDouble(Row::grammar).average().orElse(0),
                rows.stream().mapToDouble(Row::apart).average().orElse(0),
                rows.stream().mapToDouble(Row::vague).average().orElse(0),
                rows.stream().mapToDouble(Row::other).average().orElse(0));
    }

    public List<Row> measure(Examinee examinee) {
        Random random = new Random(7);
        List<Row> rows = new ArrayList<>();
        for (Skill skill : skills) {
            rows.add(
                    new Row(
                            skill.name(),
                            share(
                                    examinee,
                                    skill,
                                    random,
                                    () -> lessons.draw(skill.name(), random)),
                            share(examinee, skill, random, () -> apart.draw(skill.name(), random)),
                            share(examinee, skill, random, () -> apart.draw("vague", random)),
                            share(examinee, skill, random, () -> another(skill, random))));
        }
        return rows;
    }

    private double share(
            Examinee examinee, Skill skill, Random random, Supplier<String> instructions) {
        List<Question> questions = new ArrayList<>();
        while (questions.size() < asked) {
            Item item = skill.draw(random, Part.HELD_OUT);
            String instruction = instructions.get();
            if (!skill.knowledge() || HeldOut.is(item.input() + "|" + instruction)) {
                questions.add(question(item, instruction, random));
            }
        }
        return examinee.share(questions);
    }

    private String another(Skill skill, Random random) {
        Skill other = skill;
        while (other == skill) {
            other = skills.get(random.nextInt(skills.size()));
        }
        return lessons.draw(other.name(), random);
    }

    private static Question question(Item item, String instruction, Random random) {
        String form = FORMS.get(random.nextInt(FORMS.size()));
        return new Question(form.formatted(instruction, item.input()), item.answers());
    }
}
