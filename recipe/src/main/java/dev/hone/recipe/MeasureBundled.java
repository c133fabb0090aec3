package dev.hone.recipe;

import dev.hone.models.Models;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;
import dev.hone.recipe.lesson.VocabularyBuilder;
import dev.hone.recipe.measure.ModelExaminee;
import dev.hone.recipe.measure.SkillReport;
import dev.hone.recipe.measure.SkillTable;
import dev.hone.recipe.phrasing.Phrasings;
import dev.hone.recipe.skill.Skill;
import dev.hone.recipe.skill.Skills;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Prints the skill table of a model as users have it.
///
/// `MeasureBundled SPEC [ASKED]`: the model, for example `bundled` or `local:FILE.gguf`, and the
/// questions for each share, 50 by default.
public final class MeasureBundled {

    private static final int ASKED = 50;

    private MeasureBundled() {}

    public static void main(String[] arguments) {
        int asked = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ASKED;
        Phrasings phrasings = Phrasings.ofLessons();
        List<Skill> skills =
                Skills.all(VocabularyBuilder.known(VocabularyBuilder.words(phrasings)));
        ConnectedModel model =
                Models.standard()
                        .connect(
                                arguments[0],
                                new ModelContext(
                                        System.getenv(),
                                        Duration.ofMinutes(10),
                                        Path.of("").toAbsolutePath()));
        SkillTable table = new SkillTable(skills, phrasings, Phrasings.apart(), asked);
        System.out.println(model.identity());
        System.out.println();
        SkillReport.print(
                table.measure(new ModelExaminee(model.model(), model.identity())), System.out);
    }
}
