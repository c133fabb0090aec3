package dev.hone.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Main;

import org.junit.jupiter.api.Test;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/// Every Java file is what google-java-format makes of it, 4 spaces and 100 columns. With the
/// system property `format.write` the files are changed instead of compared.
class FormattingTest {

    private static final String REPAIR = "./mvnw -q -Dquick -Dformat test";

    @Test
    void everyJavaFileIsFormatted() throws Exception {
        boolean write = Boolean.getBoolean("format.write");
        StringWriter unformatted = new StringWriter();
        StringWriter errors = new StringWriter();

        format(write ? "--replace" : "--dry-run", unformatted, errors);

        assertThat(errors.toString()).as("files that cannot be read as Java").isEmpty();
        assertThat(unformatted.toString().lines().map(FormattingTest::belowRoot))
                .as("files to format; this does it: %s", REPAIR)
                .isEmpty();
    }

    private static void format(String mode, StringWriter out, StringWriter err) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--aosp", mode));
        Project.mainSources().forEach(file -> arguments.add(file.path().toString()));
        Project.testSources().forEach(file -> arguments.add(file.path().toString()));
        PrintWriter outWriter = new PrintWriter(out, true);
        PrintWriter errWriter = new PrintWriter(err, true);
        new Main(outWriter, errWriter, InputStream.nullInputStream())
                .format(arguments.toArray(String[]::new));
    }

    private static String belowRoot(String path) {
        return path.replace(Project.ROOT + "/", "");
    }
}
