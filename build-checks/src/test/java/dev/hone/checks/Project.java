package dev.hone.checks;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The checkout under test: its modules, their sources and their compiled classes.
final class Project {

    static final Path ROOT =
            Path.of(System.getProperty("hone.root", "..")).toAbsolutePath().normalize();

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private Project() {}

    /// The folders of the modules that the root POM builds, this one included.
    static List<String> modules() {
        Matcher matcher = MODULE.matcher(text(ROOT.resolve("pom.xml")));
        return matcher.results().map(result -> result.group(1)).toList();
    }

    static List<SourceFile> mainSources() {
        return modules().stream().flatMap(module -> sources(module, "main").stream()).toList();
    }

    static List<SourceFile> testSources() {
        return modules().stream().flatMap(module -> sources(module, "test").stream()).toList();
    }

    /// @param kind `main` or `test`
    static List<SourceFile> sources(String module, String kind) {
        Path folder = ROOT.resolve(module).resolve("src").resolve(kind).resolve("java");
        return files(folder, ".java").stream().map(SourceFile::read).toList();
    }

    /// The compiled classes of one module, without its tests.
    static JavaClasses classes(String module) {
        return new ClassFileImporter().importPath(ROOT.resolve(module).resolve("target/classes"));
    }

    /// The compiled classes of all modules, without their tests.
    static JavaClasses classes() {
        return Scan.ALL;
    }

    /// The Markdown pages of the project: those at the root and all below `docs` and `examples`.
    static List<Path> pages() {
        List<Path> pages = new ArrayList<>(files(ROOT.resolve("docs"), ".md"));
        pages.addAll(files(ROOT.resolve("examples"), ".md"));
        try (Stream<Path> children = Files.list(ROOT)) {
            children.filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Scan {

        static final JavaClasses ALL =
                new ClassFileImporter()
                        .importPaths(
                                modules().stream()
                                        .map(module -> ROOT.resolve(module + "/target/classes"))
                                        .filter(Files::isDirectory)
                                        .toList());
    }
}
