package dev.hone.cli.terminal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// The outside world as a command sees it.
///
/// @param out results only
/// @param err progress, warnings and errors
/// @param environment variables by name; holds keys, so it is never printed
/// @param workingDirectory what relative paths on the command line are relative to
/// @param columns of the terminal behind `err`; 0 when it is none
/// @param clock names run folders, and does nothing else
public record Terminal(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path workingDirectory,
        int columns,
        InstantSource clock) {

    /// Set by the `hone` script when standard error is a terminal.
    private static final String COLUMNS = "HONE_COLUMNS";

    public static Terminal ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Terminal(
                System.out,
                System.err,
                environment,
                Path.of("").toAbsolutePath(),
                columns(environment.getOrDefault(COLUMNS, "")),
                InstantSource.system());
    }

    private static int columns(String text) {
        return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : 0;
    }

    public boolean isInteractive() {
        return columns > 0;
    }

    public Path resolve(Path path) {
        return workingDirectory.resolve(path).normalize();
    }

    /// A path as a person would type it: relative to the working directory where it lies below it.
    public String shown(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(workingDirectory)
                ? workingDirectory.relativize(absolute).toString()
                : absolute.toString();
    }

    public void warn(String message) {
        err.println("warning: " + message);
    }
}
