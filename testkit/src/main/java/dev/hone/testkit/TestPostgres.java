package dev.hone.testkit;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A PostgreSQL server of its own for tests, in a temporary folder, on a free port of this machine
/// only. It syncs no disk: it survives its own crash, but not the machine's.
///
/// Nothing is downloaded: without `initdb` and `postgres` on the machine there is no server.
public final class TestPostgres implements AutoCloseable {

    public static final String USER = "hone";
    public static final String PASSWORD = "planted-secret";

    private static final int MOST_PORTS_TRIED = 5;
    private static final int LONGEST_START_SECONDS = 120;
    private static final String READY = "database system is ready to accept connections";

    private final Path binaries;
    private final Path folder;
    private final List<String> asServer;
    private final Thread stopper;
    private int port;
    private @Nullable Process server;

    private TestPostgres(Path binaries, Path folder, List<String> asServer) {
        this.binaries = binaries;
        this.folder = folder;
        this.asServer = asServer;
        this.stopper = Thread.ofPlatform().unstarted(this::signalStop);
    }

    /// Initializes and starts a server.
    ///
    /// @return empty when this machine has no PostgreSQL server that may be started
    public static Optional<TestPostgres> start() throws IOException, InterruptedException {
        Path binaries = binaries().orElse(null);
        boolean isRoot = System.getProperty("user.name").equals("root");
        // PostgreSQL refuses to run as root; Debian's package makes this user.
        List<String> asServer =
                isRoot
                        ? List.of(
                                "setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
                        : List.of();
        if (binaries == null || (isRoot && !succeeds(with(asServer, "true")))) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("hone-postgres");
        TestPostgres postgres = new TestPostgres(binaries, folder, asServer);
        postgres.initialize(isRoot);
        for (int i = 0; i < MOST_PORTS_TRIED && postgres.server == null; i++) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                postgres.port = free.getLocalPort();
            }
            postgres.launch();
        }
        if (postgres.server == null) {
            throw new IOException("PostgreSQL does not start; its log is in " + folder);
        }
        Runtime.getRuntime().addShutdownHook(postgres.stopper);
        return Optional.of(postgres);
    }

    /// The newest, from the search path or where packages put them.
    private static Optional<Path> binaries() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String root :
                List.of("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")) {
            Path path = Path.of(root);
            if (Files.isDirectory(path)) {
                try (Stream<Path> versions = Files.list(path)) {
                    versions.map(version -> version.resolve("bin"))
                            .sorted(Comparator.comparing(Path::toString).reversed())
                            .forEach(folders::add);
                }
                folders.add(path.resolve("bin"));
            }
        }
        for (String entry : System.getenv().getOrDefault("PATH", "").split(":")) {
            folders.add(Path.of(entry));
        }
        return folders.stream()
                .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                .filter(folder -> Files.isExecutable(folder.resolve("postgres")))
                .findFirst();
    }

    private void initialize(boolean isRoot) throws IOException, InterruptedException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        if (isRoot && !succeeds(List.of("chown", "-R", "postgres:postgres", folder.toString()))) {
            throw new IOException(folder + " cannot be given to the user postgres.");
        }
        List<String> command =
                with(
                        asServer,
                        binaries.resolve("initdb").toString(),
                        "--pgdata=" + folder.resolve("data"),
                        "--username=" + USER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--no-locale",
                        "--no-sync");
        if (!succeeds(command)) {
            throw new IOException("initdb failed: " + String.join(" ", command));
        }
    }

    private static List<String> with(List<String> before, String... command) {
        List<String> whole = new ArrayList<>(before);
        whole.addAll(List.of(command));
        return whole;
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .directory(Path.of("/").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Leaves no server when the port is taken.
    private void launch() throws IOException, InterruptedException {
        List<String> command =
                with(
                        asServer,
                        binaries.resolve("postgres").toString(),
                        "-D",
                        folder.resolve("data").toString(),
                        "-p",
                        Integer.toString(port),
                        "-h",
                        "127.0.0.1",
                        "-k",
                        "",
                        "-F");
        Process process =
                new ProcessBuilder(command)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true)
                        .start();
        CountDownLatch ready = new CountDownLatch(1);
        Thread.ofPlatform().daemon().start(() -> readLog(process, ready));
        boolean inTime = ready.await(LONGEST_START_SECONDS, TimeUnit.SECONDS);
        if (inTime && process.isAlive()) {
            server = process;
        } else {
            process.destroyForcibly().waitFor();
        }
    }

    private static void readLog(Process process, CountDownLatch ready) {
        try (Stream<String> lines = process.inputReader().lines()) {
            lines.filter(line -> line.contains(READY)).forEach(line -> ready.countDown());
        } finally {
            ready.countDown();
        }
    }

    /// Of the database `postgres`: `jdbc:postgresql://127.0.0.1:…/postgres?user=hone`. The password
    /// is not in it.
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER;
    }

    /// Stops as an administrator does: every session is ended, nothing is lost.
    public void stop() throws InterruptedException {
        end("INT");
    }

    /// Stops as a crash does: whatever was under way is undone at the next start.
    public void crash() throws InterruptedException {
        end("QUIT");
    }

    /// Starts again what was stopped, on the same port.
    public void startAgain() throws IOException, InterruptedException {
        launch();
        if (server == null) {
            throw new IOException("PostgreSQL does not start again on port " + port + ".");
        }
    }

    private void end(String signal) throws InterruptedException {
        Process process = server;
        if (process != null) {
            succeeds(List.of("kill", "-" + signal, Long.toString(process.pid())));
            process.waitFor();
            server = null;
        }
    }

    private void signalStop() {
        Process process = server;
        if (process != null) {
            process.destroy();
        }
    }

    /// Stops the server and deletes its folder.
    @Override
    public void close() throws IOException, InterruptedException {
        end("QUIT");
        Runtime.getRuntime().removeShutdownHook(stopper);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
