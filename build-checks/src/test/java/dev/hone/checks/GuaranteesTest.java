package dev.hone.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Every promise names a test that exists.
class GuaranteesTest {

    private static final int FEWEST_COMPLAINTS = 40;

    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)\\.([a-z]\\w*)`");
    private static final Pattern TEST =
            Pattern.compile(
                    "@(?:Test|ParameterizedTest|Property|RepeatedTest)\\b[^{;]*?void (\\w+)\\(");

    private final String page = Project.text(Project.ROOT.resolve("docs/reference/guarantees.md"));

    @Test
    void everyNamedTestExists() {
        Map<String, Set<String>> tests = tests();
        List<String> missing = new ArrayList<>();

        Matcher named = NAMED.matcher(page);
        while (named.find()) {
            if (!tests.getOrDefault(named.group(1), Set.of()).contains(named.group(2))) {
                missing.add(named.group(1) + "." + named.group(2));
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyRowNamesATest() {
        List<String> rows = rows();

        assertThat(rows).allMatch(row -> NAMED.matcher(row).find());
        assertThat(page.substring(page.indexOf("## What users of other tools report")).lines())
                .filteredOn(GuaranteesTest::isRow)
                .hasSizeGreaterThanOrEqualTo(FEWEST_COMPLAINTS);
    }

    private List<String> rows() {
        return page.lines().filter(GuaranteesTest::isRow).toList();
    }

    private static boolean isRow(String line) {
        return line.startsWith("| ") && !line.endsWith("| held by |");
    }

    private static Map<String, Set<String>> tests() {
        Map<String, Set<String>> tests = new TreeMap<>();
        for (SourceFile file : Project.testSources()) {
            String name = file.name().replaceFirst(".*/(\\w+)\\.java", "$1");
            Matcher matcher = TEST.matcher(file.text());
            while (matcher.find()) {
                tests.computeIfAbsent(name, any -> new TreeSet<>()).add(matcher.group(1));
            }
        }
        return tests;
    }
}
