package dev.hone.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The documentation names only what exists: types in `ARCHITECTURE.md`, sources in
/// `CONTRIBUTING.md`, files and headings in links.
class DocumentationTest {

    /// Types of others that `ARCHITECTURE.md` may name.
    private static final Set<String> FOREIGN_TYPES =
            Set.of("ChatModel", "InstantSource", "RandomGenerator");

    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern TYPE =
            Pattern.compile("([A-Z]\\w*[a-z]\\w*(?:\\.[A-Z]\\w*)*)(?:[.#][a-z]\\w*(?:\\(.*\\))?)?");
    private static final Pattern SOURCE = Pattern.compile("`(\\w[\\w-]*\\.java)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");

    @Test
    void architectureNamesOnlyTypesThatExist() {
        Set<String> known = new HashSet<>(FOREIGN_TYPES);
        for (JavaClass type : Project.classes()) {
            String name = type.getName().substring(type.getPackageName().length() + 1);
            known.add(name.replace('$', '.'));
            known.add(type.getSimpleName());
        }

        Set<String> unknown = new TreeSet<>(typesNamedIn("ARCHITECTURE.md"));
        unknown.removeAll(known);

        assertThat(unknown).isEmpty();
    }

    @Test
    void linksLeadSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Path page : Project.pages()) {
            String text = FENCE.matcher(Project.text(page)).replaceAll("");
            LINK.matcher(text)
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !link.matches("(https?|mailto):.*"))
                    .filter(link -> !resolves(page, link))
                    .forEach(link -> broken.add(Project.ROOT.relativize(page) + ": " + link));
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void contributingNamesOnlySourcesThatExist() {
        Set<String> known =
                Stream.concat(Project.mainSources().stream(), Project.testSources().stream())
                        .map(SourceFile::fileName)
                        .collect(Collectors.toSet());

        List<String> named =
                SOURCE.matcher(Project.text(Project.ROOT.resolve("CONTRIBUTING.md")))
                        .results()
                        .map(source -> source.group(1))
                        .toList();

        assertThat(named).hasSizeGreaterThan(10).isSubsetOf(known);
    }

    private static List<String> typesNamedIn(String page) {
        String text = FENCE.matcher(Project.text(Project.ROOT.resolve(page))).replaceAll("");
        return CODE.matcher(text)
                .results()
                .map(code -> TYPE.matcher(code.group(1)))
                .filter(type -> type.matches())
                .map(MatchResult::group)
                .map(name -> TYPE.matcher(name).replaceAll("$1"))
                .toList();
    }

    private static boolean resolves(Path page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || headings(target).contains(link.substring(hash + 1));
    }

    /// The names that headings have in links.
    private static List<String> headings(Path page) {
        String text = FENCE.matcher(Project.text(page)).replaceAll("");
        return HEADING.matcher(text)
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }
}
