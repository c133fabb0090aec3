package dev.hone.checks;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How source files look.
class SourceTest {

    private static final int MOST_LINES = 400;
    private static final int MOST_FILES = 18;
    private static final int FEWEST_CHARACTERS_OF_PROSE = 40;

    /// Files that may be longer than the rest, each with its reason.
    private static final Map<String, String> LONG_FILES = Map.of();

    /// Packages that may hold more files than the rest, each with its reason.
    private static final Map<String, String> LARGE_PACKAGES = Map.of();

    private static final Pattern OLD_JAVADOC = Pattern.compile("/\\*\\*");
    private static final Pattern VAR =
            Pattern.compile("(^|[(;{]|->)\\s*(final\\s+)?var\\s+\\w+\\s*[=:]");
    private static final Pattern NOTE_TO_SELF =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern MOCKS = Pattern.compile("org\\.moc" + "kito|<groupId>org\\.moc");

    @Test
    void javadocIsMarkdown() {
        assertThat(findInMain(OLD_JAVADOC)).as("write /// instead").isEmpty();
    }

    @Test
    void typesAreWrittenOut() {
        assertThat(findInMain(VAR)).as("write the type instead of var").isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        List<String> found =
                Stream.concat(Project.mainSources().stream(), Project.testSources().stream())
                        .flatMap(file -> file.find(NOTE_TO_SELF).stream())
                        .toList();

        assertThat(found).isEmpty();
    }

    @Test
    void testsUseNoMocks() {
        List<String> found =
                Project.testSources().stream().flatMap(file -> file.find(MOCKS).stream()).toList();

        assertThat(found).as("use a scripted model of testkit instead").isEmpty();
    }

    @Test
    void filesAreShort() {
        Map<String, Integer> long_ = new TreeMap<>();
        for (SourceFile file : Project.mainSources()) {
            if (file.lines().size() > MOST_LINES) {
                long_.put(file.name(), file.lines().size());
            }
        }

        assertThat(long_.keySet())
                .as("files above %s lines, and those listed with a reason; %s", MOST_LINES, long_)
                .isEqualTo(LONG_FILES.keySet());
    }

    @Test
    void packagesAreSmall() {
        Map<String, Long> sizes =
                Project.mainSources().stream()
                        .filter(file -> !file.isPackageInfo())
                        .collect(groupingBy(SourceFile::folder, TreeMap::new, counting()));
        sizes.values().removeIf(size -> size <= MOST_FILES);

        assertThat(sizes.keySet())
                .as(
                        "packages above %s files, and those listed with a reason; %s",
                        MOST_FILES, sizes)
                .isEqualTo(LARGE_PACKAGES.keySet());
    }

    @Test
    void everyPackageHasANamePlate() {
        List<String> bare =
                Project.mainSources().stream()
                        .map(SourceFile::folder)
                        .distinct()
                        .filter(
                                folder ->
                                        !Files.exists(
                                                Project.ROOT.resolve(
                                                        folder + "/package-info.java")))
                        .toList();

        assertThat(bare).as("packages without package-info.java").isEmpty();
    }

    @Test
    void everyNamePlateSaysWhatIsHere() {
        for (SourceFile file : Project.mainSources()) {
            if (file.isPackageInfo()) {
                assertThat(prose(file))
                        .as(file.name())
                        .hasSizeGreaterThan(FEWEST_CHARACTERS_OF_PROSE);
                assertThat(file.lines()).as(file.name()).contains("@NullMarked");
            }
        }
    }

    private static String prose(SourceFile file) {
        return file.lines().stream()
                .filter(line -> line.startsWith("///"))
                .map(line -> line.substring("///".length()).strip())
                .reduce("", (left, right) -> left + " " + right)
                .strip();
    }

    private static List<String> findInMain(Pattern pattern) {
        return Project.mainSources().stream().flatMap(file -> file.find(pattern).stream()).toList();
    }
}
