package dev.hone.ledger.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A JVM of its own that runs a main method of the tests, and the whole lines it printed.
public final class ChildProcess {

    private static final String PROMISE_END = ".";

    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();
    private final CountDownLatch firstLine = new CountDownLatch(1);

    private ChildProcess(List<String> command) throws IOException {
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        reader = Thread.ofPlatform().daemon().start(this::read);
    }

    public static ChildProcess java(Class<?> main, String... arguments) throws IOException {
        return new ChildProcess(command(main, arguments));
    }

    /// @param shell with `"$@"` where the JVM is to be started
    public static ChildProcess javaWithin(List<String> shell, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(shell);
        command.add("sh");
        command.addAll(command(main, arguments));
        return new ChildProcess(command);
    }

    private static List<String> command(Class<?> main, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /// Prints a line, whole or (when the process is killed meanwhile) recognisably not whole.
    public static void print(String line) {
        synchronized (System.out) {
            System.out.println(line + PROMISE_END);
            System.out.flush();
        }
    }

    public void awaitFirstLine() throws InterruptedException {
        firstLine.await();
    }

    /// As `kill -9`.
    public void kill() {
        process.destroyForcibly();
    }

    public int awaitExit() throws InterruptedException {
        int code = process.waitFor();
        reader.join();
        return code;
    }

    /// The whole lines printed; call after [#awaitExit()].
    public List<String> lines() {
        return lines;
    }

    public static List<String> words(String line) {
        return List.of(line.split(" ", -1));
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.endsWith(PROMISE_END)) {
                    lines.add(line.substring(0, line.length() - 1));
                    firstLine.countDown();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            firstLine.countDown();
        }
    }
}
