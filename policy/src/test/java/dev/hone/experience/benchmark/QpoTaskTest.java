package dev.hone.experience.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;
import dev.hone.Prompt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;

class QpoTaskTest {

    @ParameterizedTest
    @CsvSource({
        "ag_news, 108000, 760, 12000, 6840",
        "boolq, 7636, 943, 848, 2943",
        "imdb, 21375, 1250, 2375, 25000",
        "tweet_emotion, 2606, 374, 651, 1421",
        "cosmos_qa, 22736, 2526, 2274, 2985",
        "hellaswag, 32323, 3990, 3592, 10042",
        "gsm8k, 3363, 3736, 374, 1319",
        "svamp, 12, 686, 2, 300"
    })
    void thePartsHaveThePapersSizes(
            String id, int demonstrations, int collect, int development, int test) {
        QpoTask task = QpoTask.named(id);

        assertThat(size(task, task.parts().demonstrations())).isEqualTo(demonstrations);
        assertThat(size(task, task.parts().collect())).isEqualTo(collect);
        assertThat(size(task, task.parts().development())).isEqualTo(development);
        assertThat(size(task, task.parts().test())).isEqualTo(test);
    }

    private static int size(QpoTask task, Part part) {
        return part.size(task.officialSizes().getOrDefault(part.split(), 0));
    }

    @ParameterizedTest
    @EnumSource(QpoTask.class)
    void nothingOverlapsTheTestPartNorTheDevelopmentPartWhatIsCollectedFrom(QpoTask task) {
        QpoTask.Parts parts = task.parts();

        for (Part other : new Part[] {parts.demonstrations(), parts.collect(), parts.source()}) {
            assertThat(overlap(other, parts.test())).isFalse();
        }
        assertThat(overlap(parts.development(), parts.collect())).isFalse();
        assertThat(overlap(parts.development(), parts.test())).isFalse();
    }

    private static boolean overlap(Part one, Part other) {
        return one.split() == other.split()
                && one.from() < other.to() - 1e-9
                && other.from() < one.to() - 1e-9;
    }

    @ParameterizedTest
    @EnumSource(QpoTask.class)
    void everyTaskHas151PromptsOfWhichEachIsShort(QpoTask task) {
        SeedPrompts seeds = SeedPrompts.of(task);

        assertThat(seeds.size(8)).isEqualTo(151);
        assertThat(seeds.general()).last().isEqualTo(Prompt.EMPTY);
        assertThat(seeds.plain().prompts()).hasSize(31).doesNotHaveDuplicates();
        assertThat(seeds.specific())
                .allSatisfy(
                        prompt -> {
                            assertThat(prompt.text().split(" ")).hasSizeLessThanOrEqualTo(30);
                            assertThat(prompt.text()).isEqualTo(prompt.text().strip());
                        });
    }

    @Test
    void promptsOfClassesNameEveryLabelSoThatRewritesKeepThem() {
        for (QpoTask task : QpoTask.values()) {
            long naming =
                    SeedPrompts.of(task).specific().stream()
                            .filter(
                                    prompt ->
                                            task.labels().stream()
                                                    .allMatch(prompt.text()::contains))
                            .count();
            assertThat(naming).as(task.id()).isGreaterThanOrEqualTo(12);
        }
    }

    @Test
    void numbersAreAskedForWithoutDemonstrationsOnly() {
        assertThat(Arrays.stream(QpoTask.values()).filter(task -> task.has(Setting.FEW_SHOT)))
                .hasSize(6);
        assertThat(QpoTask.values()).allMatch(task -> task.has(Setting.ZERO_SHOT)).hasSize(8);
        assertThat(QpoTask.GSM8K.testQueries()).isEqualTo(200);
        assertThat(QpoTask.BOOLQ.testQueries()).isEqualTo(100);
    }

    @Test
    void callsAreThoseOfThePaper() {
        CallPlan zero = new CallPlan(Setting.ZERO_SHOT, 151, 100, 1000, 2, 100, 5, 1, 45);
        CallPlan few = new CallPlan(Setting.FEW_SHOT, 151, 100, 1000, 2, 100, 5, 1, 45);

        assertThat(zero.source()).isEqualTo(15_100);
        assertThat(few.source()).isEqualTo(151_000);
        assertThat(zero.loop()).isEqualTo(1_000);
        assertThat(few.loop()).isEqualTo(5_000);
        assertThat(zero.allLoops()).isEqualTo(2_000);
        assertThat(few.allLoops()).isEqualTo(10_000);
        assertThat(zero.test()).isEqualTo(600);
        assertThat(few.total()).isEqualTo(151_000 + 10_000 + 6_000);
    }

    @Test
    void noFigureOfThePaperIsKnown() {
        for (Setting setting : Setting.values()) {
            for (QpoTask task : QpoTask.values()) {
                for (Contestant contestant : Contestant.values()) {
                    assertThat(PaperResults.accuracy(setting, task.id(), contestant.id()))
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void anUnknownTaskIsNamed() {
        assertThatThrownBy(() -> QpoTask.named("agnews"))
                .isInstanceOf(InputException.class)
                .hasMessage("There is no task \"agnews\". Did you mean \"ag_news\"?");
    }
}
