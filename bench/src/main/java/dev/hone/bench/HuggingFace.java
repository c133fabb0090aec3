package dev.hone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// `generate` of Hugging Face's transformers in a process of its own: `bench/python/generate.py`.
final class HuggingFace implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter requests;

    private HuggingFace(Process process) {
        this.process = process;
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.requests = new PrintWriter(process.getOutputStream(), false, StandardCharsets.UTF_8);
    }

    static HuggingFace start(Path python, Path script, int threads) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(python.toString(), script.toString(), "" + threads);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        HuggingFace side = new HuggingFace(builder.start());
        side.answer();
        return side;
    }

    /// Seconds for that many rows of that many tokens after a given prefix.
    double seconds(int batch, int prefix, int tokens) throws IOException {
        requests.printf("%d %d %d%n", batch, prefix, tokens);
        requests.flush();
        return Double.parseDouble(answer());
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException(
                    "The Python side ended; run bench/python/install.sh, or start"
                            + " bench/python/generate.py by hand to see why.");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
