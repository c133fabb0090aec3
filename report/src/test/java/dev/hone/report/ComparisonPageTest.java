package dev.hone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Prompt;
import dev.hone.limit.Allowance;
import dev.hone.result.comparison.ComparedRun;
import dev.hone.result.comparison.CurvePoint;
import dev.hone.result.comparison.Standings;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

class ComparisonPageTest {

    private static final Pattern NUMBERS_OF_PATHS = Pattern.compile(" d=\"([^\"]*)\"");

    private static String page(String text, int optimizers, @Nullable BigDecimal usd) {
        List<ComparedRun> runs = new ArrayList<>();
        for (int i = 0; i < optimizers; i++) {
            for (long seed = 1; seed <= 2; seed++) {
                double score = 0.9 - 0.03 * i;
                runs.add(
                        new ComparedRun(
                                text + i,
                                "default",
                                seed,
                                new Allowance.Used(1000, 5000L, usd),
                                score,
                                score - 0.01 * seed,
                                i == 1 ? 0 : 4,
                                "calls",
                                new Prompt(text),
                                List.of(
                                        new CurvePoint(
                                                new Allowance.Used(60, 300L, usd),
                                                0.1,
                                                new Prompt(text)),
                                        new CurvePoint(
                                                new Allowance.Used(960, 4800L, usd),
                                                score,
                                                new Prompt(text)))));
            }
        }
        return ComparisonPage.render(
                text, "1,000 calls", runs, Standings.of(runs), Map.of("Hone", "1", "a", text));
    }

    @Test
    void beginsWithWhatToDo() {
        assertThat(page("o", 2, BigDecimal.ONE))
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n")
                .contains("<h1>Use o0: it is ahead of o1 by more than chance explains.</h1>")
                .contains("2 optimizers, 2 seeds, each search within 1,000 calls.")
                .contains("before the first step: <bdi>o1</bdi>");
    }

    @Test
    void drawsEveryOptimizerOverAllThatIsKnown() {
        assertThat(curves(page("o", 14, BigDecimal.ONE))).isEqualTo(3 * 14 + 14 + 13);
        assertThat(curves(page("o", 14, null))).isEqualTo(2 * 14 + 14 + 13);
        assertThat(page("o", 14, null)).doesNotContain("US dollars").contains("c1 dashed");
    }

    private static int curves(String page) {
        return page.split("<path class=\"curve ", -1).length - 1;
    }

    @Test
    void drawsNothingOutsideItsPlace() {
        assertThat(
                        NUMBERS_OF_PATHS
                                .matcher(page("o", 3, BigDecimal.ONE))
                                .results()
                                .flatMap(
                                        path ->
                                                Pattern.compile("[MHVZ ]")
                                                        .splitAsStream(path.group(1)))
                                .filter(number -> !number.isEmpty())
                                .mapToDouble(Double::parseDouble)
                                .boxed())
                .isNotEmpty()
                .allSatisfy(number -> assertThat(number).isBetween(0.0, 1000.0));
    }

    @Test
    void whatModelsWriteStaysText() {
        String attack = "</style><script>alert(1)</script>\" onload=\"alert(1)\u202e";
        String page = page(attack, 2, null);

        assertThat(tags(page)).isEqualTo(tags(page("harmless", 2, null)));
        assertThat(page)
                .contains("&lt;script&gt;alert(1)")
                .contains("⟦U+202E⟧")
                .contains("default-src &#39;none&#39;");
    }

    /// Without the values of their attributes.
    private static List<String> tags(String page) {
        return Pattern.compile("<[a-zA-Z/!](?:[^>\"]|\"[^\"]*\")*>")
                .matcher(page)
                .results()
                .map(tag -> tag.group().replaceAll("\"[^\"]*\"", ""))
                .toList();
    }
}
