package dev.hone.bench.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// A script in a process of its own that answers every line with a line of numbers.
final class PythonSide implements AutoCloseable {

    private final Path script;
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter requests;

    private PythonSide(Path script, Process process) {
        this.script = script;
        this.process = process;
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.requests = new PrintWriter(process.getOutputStream(), false, StandardCharsets.UTF_8);
    }

    /// Starts a script of `bench/python`, which says that it is ready once it has read the first
    /// line.
    static PythonSide start(Path bench, String name, int threads, String first) throws IOException {
        Path script = bench.resolve("python").resolve(name);
        Path python = bench.resolve("target/python/bin/python");
        ProcessBuilder builder =
                new ProcessBuilder(python.toString(), script.toString(), "" + threads);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        PythonSide side = new PythonSide(script, builder.start());
        side.requests.println(first);
        side.requests.flush();
        side.line();
        return side;
    }

    double[] ask(String request) throws IOException {
        requests.println(request);
        requests.flush();
        return Arrays.stream(line().split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private String line() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException(
                    script + " ended. bench/python/install.sh sets up what it needs.");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
