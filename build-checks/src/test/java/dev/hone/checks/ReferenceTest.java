package dev.hone.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.answer.AnswerReaders;
import dev.hone.answer.Extractions;
import dev.hone.metric.MetricSpec;
import dev.hone.models.Models;
import dev.hone.optimizer.gpo.GpoConfig;
import dev.hone.optimizer.gpo.GpoOptions;
import dev.hone.result.Verdict;
import dev.hone.run.StopReason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The reference pages list every name a user may write or read, and no other. A page lists a name
/// in the first column of a table, in code letters.
///
/// The keys of task files are held by `TaskReferenceTest` in `core`, commands and options by
/// `ReferenceTest` in `cli`, because only these see them.
class ReferenceTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|(.*)\\|$");
    private static final Pattern VARIABLE =
            Pattern.compile("\"([A-Z]+(?:_[A-Z]+)*_(?:API_KEY|BASE_URL|HOST))\"");
    private static final Pattern VALUE = Pattern.compile("`([^`]+)`");

    @Test
    void everyOptionOfGpoIsListed() {
        assertThat(rows("gpo-options.md").keySet())
                .containsExactlyInAnyOrderElementsOf(GpoOptions.KNOWN.keySet());
    }

    /// All values of a column, given as options, change nothing about the preset they describe.
    @ParameterizedTest
    @CsvSource({"default, 1", "paper, 2"})
    void theListedDefaultsAreThePresets(String preset, int column) {
        Map<String, String> listed = new LinkedHashMap<>();
        rows("gpo-options.md")
                .forEach(
                        (name, cells) -> {
                            var value = VALUE.matcher(cells.get(column - 1));
                            if (value.find()) {
                                listed.put(name, value.group(1));
                            }
                        });

        assertThat(GpoOptions.parse(preset, listed)).isEqualTo(preset(preset));
        assertThat(listed).hasSizeGreaterThan(15);
    }

    private static GpoConfig preset(String name) {
        return name.equals("paper") ? GpoConfig.paper() : GpoConfig.defaults();
    }

    @Test
    void everyMetricIsListed() {
        List<String> kinds =
                Stream.of(MetricSpec.Kind.values()).map(MetricSpec.Kind::label).toList();

        assertThat(schemes(rows("metrics.md"))).containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void everyReaderAndExtractionIsListed() {
        List<String> names =
                Stream.concat(AnswerReaders.NAMES.stream(), Extractions.NAMES.stream())
                        .map(name -> name.replace(":", ""))
                        .distinct()
                        .toList();

        assertThat(schemes(rows("answers.md"))).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void everyProviderIsListed() {
        assertThat(rows("model-specs.md").keySet()).containsAll(Models.standard().usages());
    }

    @Test
    void everyVariableOfAProviderIsListed() {
        var variables = new TreeSet<String>();
        for (SourceFile file : Project.sources("models", "main")) {
            VARIABLE.matcher(file.text()).results().forEach(found -> variables.add(found.group(1)));
        }

        assertThat(variables).hasSizeGreaterThan(5);
        assertThat(page("model-specs.md"))
                .contains(variables.stream().map(name -> "`" + name + "`").toList());
    }

    @ParameterizedTest
    @CsvSource({
        "result.json, dev.hone.result.RunResult",
        "A split, dev.hone.result.SplitResult",
        "A class, dev.hone.result.breakdown.ClassResult",
        "Trade-offs, dev.hone.result.ParetoPoint",
        "A score, dev.hone.result.PromptScore",
        "usage, dev.hone.result.RunUsage",
        "A role, dev.hone.ledger.RoleUsage",
        "provenance, dev.hone.result.RunProvenance",
        "trajectory.jsonl, dev.hone.result.TrajectoryLine",
        "run.json, dev.hone.cli.session.RunNote"
    })
    void everyFieldOfTheRunFolderIsListed(String heading, String type) throws Exception {
        List<String> fields =
                Stream.of(Class.forName(type).getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList();

        assertThat(rowsIn(section("run-folder.md", heading)).keySet())
                .containsExactlyElementsOf(fields);
    }

    @Test
    void everyVerdictAndStopReasonIsNamed() {
        Stream<String> verdicts = Stream.of(Verdict.values()).map(Verdict::name);
        Stream<String> reasons = Stream.of(StopReason.values()).map(StopReason::name);
        List<String> labels =
                Stream.concat(verdicts, reasons)
                        .map(name -> "`" + name.toLowerCase(Locale.ROOT) + "`")
                        .toList();

        assertThat(page("run-folder.md")).contains(labels);
    }

    private static Set<String> schemes(Map<String, List<String>> rows) {
        var schemes = new TreeSet<String>();
        rows.keySet().forEach(name -> schemes.add(name.split(":", 2)[0]));
        return schemes;
    }

    private static Map<String, List<String>> rows(String page) {
        return rowsIn(page(page));
    }

    /// The cells behind the name, by name.
    private static Map<String, List<String>> rowsIn(String text) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        ROW.matcher(text)
                .results()
                .forEach(row -> rows.put(row.group(1), List.of(row.group(2).split(" \\| "))));
        return rows;
    }

    private static String section(String page, String heading) {
        String text = page(page);
        var start = Pattern.compile("(?m)^#+ `?" + Pattern.quote(heading) + "`?$").matcher(text);
        assertThat(start.find()).as("heading %s of %s", heading, page).isTrue();
        var end = Pattern.compile("(?m)^#").matcher(text);
        return text.substring(start.end(), end.find(start.end()) ? end.start() : text.length());
    }

    private static String page(String name) {
        return Project.text(Project.ROOT.resolve("docs/reference").resolve(name));
    }
}
