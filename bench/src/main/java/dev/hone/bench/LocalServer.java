package dev.hone.bench;

import dev.hone.testkit.FaultServer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// The testkit's server in a process of its own, so that its work is not counted as the client's.
/// Ends with the process that started it, whatever that one dies of.
final class LocalServer implements AutoCloseable {

    private final Process process;
    private final String baseUrl;

    private LocalServer(Process process, String baseUrl) {
        this.process = process;
        this.baseUrl = baseUrl;
    }

    /// A server that waits so long before every answer.
    static LocalServer start(Duration latency) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LocalServer.class.getName(),
                                Long.toString(latency.toMillis()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String baseUrl = said.readLine();
        if (baseUrl == null) {
            throw new IOException("The server did not start.");
        }
        return new LocalServer(process, baseUrl);
    }

    String baseUrl() {
        return baseUrl;
    }

    /// The processor time it has used.
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
    }

    /// Serves until its standard input ends.
    ///
    /// @param args the latency in milliseconds
    public static void main(String[] args) throws IOException {
        try (FaultServer server =
                FaultServer.answering(messages -> messages.getLast().text())
                        .latency(Duration.ofMillis(Long.parseLong(args[0])))
                        .recording(false)
                        .start()) {
            System.out.println(server.baseUrl());
            int end = System.in.read();
            if (end >= 0) {
                throw new IOException("Nothing was expected on standard input.");
            }
        }
    }
}
