package dev.hone.checks;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

/// Counts the tests of all modules from the reports they left behind, and names those that were
/// skipped or failed.
///
/// Needs nothing but the JDK, so that `.ci/run` can run this one file whatever became of the build.
public final class TestSummary {

    /// What JUnit and Surefire put before the reason of an aborted test.
    private static final Pattern ABORTED =
            Pattern.compile(
                    "^(org\\.opentest4j\\.TestAbortedException:\\s*)?(Assumption failed:\\s*)?");

    private final List<String> passed = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private TestSummary() {}

    /// Prints the summary and exits with 1 when a test failed.
    ///
    /// @param arguments the root of the checkout, and the time the build began (reports older than
    ///   that are not counted; left out, all are)
    public static void main(String[] arguments) throws Exception {
        Instant since = arguments.length > 1 ? Instant.parse(arguments[1]) : Instant.EPOCH;
        TestSummary summary = new TestSummary();
        for (Path report : reports(Path.of(arguments[0]))) {
            if (!Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
                summary.add(report);
            }
        }
        System.exit(summary.print() ? 0 : 1);
    }

    private static List<Path> reports(Path root) throws Exception {
        List<Path> reports = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.sorted().toList()) {
                Path folder = module.resolve("target/surefire-reports");
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.list(folder)) {
                        files.filter(TestSummary::isReport).sorted().forEach(reports::add);
                    }
                }
            }
        }
        return reports;
    }

    /// A class whose tests are all in nested classes has a report without a test, and theirs.
    private static boolean hasNestedClasses(Path report) throws IOException {
        String nested = report.getFileName().toString().replaceFirst("\\.xml$", "\\$");
        try (Stream<Path> files = Files.list(report.resolveSibling(""))) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(nested));
        }
    }

    private static boolean isReport(Path file) {
        return file.getFileName().toString().matches("TEST-.*\\.xml");
    }

    private void add(Path report) throws Exception {
        Document document =
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(report.toFile());
        NodeList tests = document.getElementsByTagName("testcase");
        if (tests.getLength() == 0 && !hasNestedClasses(report)) {
            String type = document.getDocumentElement().getAttribute("name");
            skipped.add(simpleName(type) + ": the whole class was aborted before its first test");
        }
        for (int index = 0; index < tests.getLength(); index++) {
            Element test = (Element) tests.item(index);
            if (has(test, "failure") || has(test, "error")) {
                failed.add(name(test));
            } else if (has(test, "skipped")) {
                skipped.add(name(test) + ": " + reason(test));
            } else {
                passed.add(name(test));
            }
        }
    }

    private static boolean has(Element test, String name) {
        return test.getElementsByTagName(name).getLength() > 0;
    }

    /// `Class.method`; the class alone where a whole class was skipped or failed.
    private static String name(Element test) {
        String type = test.getAttribute("classname");
        String simple = simpleName(type);
        String method = test.getAttribute("name");
        return method.isEmpty() || method.equals(type) ? simple : simple + "." + method;
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static String reason(Element test) {
        Element skip = (Element) test.getElementsByTagName("skipped").item(0);
        String message = skip.getAttribute("message");
        String reason = message.isBlank() ? skip.getTextContent() : message;
        return ABORTED.matcher(reason.strip())
                .replaceFirst("")
                .lines()
                .findFirst()
                .orElse("no reason given");
    }

    /// Returns whether no test failed.
    private boolean print() {
        failed.forEach(test -> System.out.println("failed: " + test));
        skipped.forEach(test -> System.out.println("skipped: " + test));
        System.out.println(
                passed.size()
                        + " passed, "
                        + failed.size()
                        + " failed, "
                        + skipped.size()
                        + " skipped");
        return failed.isEmpty();
    }
}
