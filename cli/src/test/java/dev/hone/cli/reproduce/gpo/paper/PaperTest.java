package dev.hone.cli.reproduce.gpo.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hone.data.Split;
import dev.hone.optimizer.gpo.BaselineCell;
import dev.hone.optimizer.gpo.GpoConfig;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The two files against what the paper says of itself.
class PaperTest {

    private final Paper paper = Paper.read();

    private PaperCell cell(String table, String id) {
        return paper.table(table).cells().stream()
                .filter(cell -> cell.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private int sum(String benchmark, Split split) {
        return paper.tasks(List.of(benchmark)).stream().mapToInt(task -> task.size(split)).sum();
    }

    @Test
    void theSizesAddUpToThoseOfThePaper() {
        assertThat(paper.tasks(List.of("bbh"))).hasSize(27);
        assertThat(List.of(sum("bbh", Split.TRAIN), sum("bbh", Split.TEST)))
                .containsExactly(1247, 3747);
        assertThat(paper.tasks(List.of("mmlu"))).hasSize(57);
        assertThat(List.of(sum("mmlu", Split.VALIDATION), sum("mmlu", Split.TEST)))
                .containsExactly(1140, 3410);
        assertThat(List.of("stem", "humanities", "social", "other"))
                .extracting(group -> paper.tasks(List.of(group)).size())
                .containsExactly(19, 13, 12, 13);
        assertThat(sum("lite-bbh", Split.TEST)).isEqualTo(4 * 144);
    }

    @Test
    void everyCellIsASearchThatExists() {
        for (PaperTable table : paper.tables()) {
            for (PaperCell cell : table.cells()) {
                assertThatCode(() -> cell.treatment().algorithm())
                        .as("table %s, %s", table.id(), cell.id())
                        .doesNotThrowAnyException();
            }
        }
        assertThat(paper.tables())
                .extracting(table -> table.cells().size())
                .containsExactly(10, 14, 72, 16, 8);
    }

    @Test
    void cellsWithTheSameNumbersInThePaperAreTheSameSearch() {
        assertThat(cell("7", "sgdm/lite-bbh").treatment().algorithm())
                .isEqualTo(BaselineCell.SGDM.config())
                .isEqualTo(cell("2", "summarization/p+m+r").treatment().algorithm());
        assertThat(cell("7", "apo/lite-bbh").treatment().algorithm())
                .isEqualTo(cell("2", "none/p+m+r").treatment().algorithm());
        assertThat(cell("2", "relevance/p+m").treatment().algorithm())
                .isEqualTo(cell("3", "none/editing").treatment().algorithm());
        assertThat(cell("3", "cosine/generation").treatment().algorithm())
                .isEqualTo(GpoConfig.paper())
                .isEqualTo(cell("5", "gpo/bbh").treatment().algorithm());

        for (ModelPair pair : paper.pairs()) {
            for (String[] same :
                    new String[][] {
                        {"sgdm/lite-bbh", "summarization/p+m+r", "2"},
                        {"apo/lite-bbh", "none/p+m+r", "2"},
                        {"gpo/lite-bbh", "cosine/generation", "3"}
                    }) {
                PaperCell other = cell(same[2], same[1]);
                if (other.paper(pair).isPresent()) {
                    assertThat(cell("7", same[0]).paper(pair))
                            .as("%s, %s", same[0], pair.id())
                            .isEqualTo(other.paper(pair));
                }
            }
        }
    }

    @Test
    void theMeansOfTable5FollowFromItsGroups() {
        ModelPair pair = paper.pair(Paper.MAIN_PAIR);
        for (String row : List.of("empty", "cot", "sgdm", "ape", "opro", "pe2", "gpo")) {
            double sum = 0;
            for (String group : List.of("stem", "humanities", "social", "other")) {
                PaperCell cell = cell("5", row + "/" + group);
                sum += cell.whole() * cell.paper(pair).orElseThrow();
            }
            assertThat(Math.abs(sum / 57 - cell("5", row + "/mmlu").paper(pair).orElseThrow()))
                    .as(row)
                    .isLessThan(0.011);
        }
    }
}
