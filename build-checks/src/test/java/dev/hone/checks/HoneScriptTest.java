package dev.hone.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What `./hone` gives to Java. It runs in a checkout of its own that counts as built, with a Java
/// that repeats its arguments, one to a line.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "./hone is a shell script.")
class HoneScriptTest {

    private static final String REPEATING_JAVA =
            """
            #!/bin/sh
            printf '%s\\n' "$@"
            """;

    @TempDir private Path checkout;

    @BeforeEach
    void makeACheckoutThatIsBuilt() throws IOException {
        copy("hone");
        copy(".mvn/jdk.sh");
        copy(".mvn/processor.sh");
        write("pom.xml", "");
        write("cli/pom.xml", "");
        write("cli/target/hone.jar", "");
        write("cli/target/lib/library.jar", "");
        Files.setLastModifiedTime(
                write("cli/target/hone.built", ""),
                FileTime.from(Instant.parse("2200-01-01T00:00:00Z")));
        write("java/release", "JAVA_VERSION=\"25\"\n");
        executable(write("java/bin/java", REPEATING_JAVA));
    }

    @Test
    void passesItsArgumentsOn() throws Exception {
        List<String> arguments = run(Map.of(), "evaluate", "my task.yaml", "--prompt", "");

        assertThat(arguments)
                .endsWith("dev.hone.cli.Hone", "evaluate", "my task.yaml", "--prompt", "");
    }

    @Test
    void hasTheProgramAndItsLibrariesOnTheClassPath() throws Exception {
        assertThat(classPath(run(Map.of(), "doctor"))).isEqualTo(ownClassPath());
    }

    @Test
    void putsHoneClasspathBehindItsOwn() throws Exception {
        List<String> arguments = run(Map.of("HONE_CLASSPATH", "my classes:metric.jar"), "doctor");

        assertThat(classPath(arguments)).isEqualTo(ownClassPath() + ":my classes:metric.jar");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "task.yaml | task-model: { spec: \"bundled\" } | true",
                "task.yaml | task-model: { spec: bundled } | true",
                "task.yaml | task-model: { spec: \"local:models/a.gguf\" } | true",
                "task.yaml | metric: exact | true",
                "task.yaml | task-model: { spec: \"openai:gpt-4.1\" } | false",
                "runs/one/run.json | {\"task-model.spec\":\"bundled@sha256:592415cc7c07\"} | true",
                "runs/one/run.json | {\"task-model.spec\":\"local:a.gguf@sha256:59\"} | true",
                "runs/one/run.json | {\"task-model.spec\":\"openai:gpt-4.1\"} | false",
            })
    void hasModelsInFilesOnTheClassPathWhereTheTaskOrTheRunNamesOne(
            String file, String content, boolean isThere) throws Exception {
        write("local/pom.xml", "");
        write("local/target/lib/library.jar", "");
        Files.setLastModifiedTime(
                write("local/target/hone.built", ""),
                FileTime.from(Instant.parse("2200-01-01T00:00:00Z")));
        write(file, content + "\n");
        String argument = file.equals("task.yaml") ? file : "runs/one";

        assertThat(classPath(run(Map.of(), "resume", argument)).contains("local/target/local.jar"))
                .isEqualTo(isThere);
    }

    private String ownClassPath() throws IOException {
        Path target = checkout.toRealPath().resolve("cli/target");
        return target.resolve("hone.jar") + ":" + target.resolve("lib") + "/*";
    }

    private static String classPath(List<String> arguments) {
        return arguments.get(arguments.indexOf("-cp") + 1);
    }

    private List<String> run(Map<String, String> environment, String... arguments)
            throws Exception {
        var command = new ArrayList<>(List.of("bash", "hone"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(checkout.toFile());
        builder.environment().remove("HONE_CLASSPATH");
        builder.environment().put("JAVA_HOME", checkout.resolve("java").toString());
        builder.environment().putAll(environment);
        Path errors = checkout.resolve("errors");
        Process process = builder.redirectError(errors.toFile()).start();
        List<String> lines =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return lines;
    }

    private void copy(String name) throws IOException {
        executable(write(name, Files.readString(Project.ROOT.resolve(name))));
    }

    private Path write(String name, String content) throws IOException {
        Path file = checkout.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
