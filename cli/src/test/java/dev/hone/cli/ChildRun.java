package dev.hone.cli;

import dev.hone.testkit.FaultServer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A command line in a process of its own, which may be killed.
record ChildRun(Process process, Path log) {

    private static final int SIGKILL = 128 + 9;

    /// @param server that the child finds
    /// @param folder to work in; its archive of classes makes later children start faster
    static ChildRun start(FaultServer server, Path folder, String... arguments) throws IOException {
        List<String> command = hone(folder);
        command.addAll(List.of(arguments));
        return start(server, folder, command);
    }

    /// A script of the shell in which `"$@"` stands for `hone`.
    ///
    /// @param before what starts the shell
    static ChildRun script(FaultServer server, Path folder, List<String> before, String script)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of("sh", "-c", script, "sh"));
        command.addAll(hone(folder));
        return start(server, folder, command);
    }

    private static List<String> hone(Path folder) throws IOException {
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        return new ArrayList<>(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        // Of the JVM itself, about an archive that does not fit.
                        "-Xlog:disable",
                        "-XX:+AutoCreateSharedArchive",
                        "-XX:SharedArchiveFile=" + scratch.resolve("classes.jsa"),
                        // A killed process leaves behind what it unpacked.
                        "-Dorg.sqlite.tmpdir=" + scratch,
                        "-cp",
                        classPath(scratch),
                        Hone.class.getName()));
    }

    private static ChildRun start(FaultServer server, Path folder, List<String> command)
            throws IOException {
        Path scratch = folder.resolve("scratch");
        Path log = folder.resolve("child.log");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toFile());
        builder.environment().put("OPENAI_BASE_URL", server.baseUrl());
        builder.environment().put("OPENAI_API_KEY", "sk-planted-secret");
        builder.environment().put("HONE_STATE", scratch.resolve("state").toString());
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        return new ChildRun(builder.start(), log);
    }

    /// Folders of classes as archives: the JDK keeps prepared classes only of those.
    private static String classPath(Path scratch) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            entries.add(Files.isDirectory(path) ? archive(path, scratch).toString() : entry);
        }
        return String.join(File.pathSeparator, entries);
    }

    private static Path archive(Path classes, Path scratch) throws IOException {
        Path archive = scratch.resolve(Integer.toHexString(classes.toString().hashCode()) + ".jar");
        if (Files.exists(archive)) {
            return archive;
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                zip.putNextEntry(new ZipEntry(name));
                Files.copy(file, zip);
            }
        }
        return archive;
    }

    /// As `kill -9`; returns whether the process was still at work.
    boolean kill() throws InterruptedException {
        process.destroyForcibly();
        return awaitExit() == SIGKILL;
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("The child did not end.");
        }
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() throws IOException {
        return Files.readString(log);
    }
}
