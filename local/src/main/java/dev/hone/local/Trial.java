package dev.hone.local;

import dev.hone.Digest;
import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.gguf.ModelFile;
import dev.hone.local.llama.LaneSettings;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a model that was never run before in a process of its own, for one token: where llama.cpp
/// finds a file that it did not expect, or an instruction that the processor lacks, it ends its
/// process, and that must not be the user's.
///
/// @param folder where models that passed are remembered by their digest; null to try each time
record Trial(@Nullable Path folder) {

    private static final int LONGEST_OUTPUT = 4_000;
    private static final int PASSED = 0;
    private static final int SAID_WHY = 3;
    private static final int OF_A_SIGNAL = 128;

    /// @throws InputException when the model cannot be run
    void of(ModelFile model, Digest digest) {
        Path passed = folder == null ? null : folder.resolve(digest.hex());
        if (passed != null && Files.exists(passed)) {
            return;
        }
        Path file = model.gguf().file().toAbsolutePath();
        try {
            Path report = Files.createTempFile("hone-trial", ".txt");
            Process process = start(file, report);
            String said =
                    new String(
                            process.getInputStream().readNBytes(LONGEST_OUTPUT),
                            StandardCharsets.UTF_8);
            process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            int code = process.waitFor();
            String why = Files.readString(report);
            Files.delete(report);
            if (code == SAID_WHY) {
                throw new InputException(why);
            }
            if (code != PASSED) {
                throw new InputException(
                        "llama.cpp cannot run "
                                + model.gguf().file()
                                + ": tried in a process of its own, it ended that with "
                                + (code > OF_A_SIGNAL
                                        ? "signal " + (code - OF_A_SIGNAL)
                                        : "code " + code)
                                + reason(said)
                                + ". The file is damaged or hostile, or this processor lacks what"
                                + " llama.cpp was built for.");
            }
            remember(passed);
        } catch (IOException e) {
            throw new InputException(
                    "The model cannot be tried in a process of its own: " + e.getMessage() + ".",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new dev.hone.model.ModelException.Interrupted("Loading was interrupted.", e);
        }
    }

    private static Process start(Path file, Path report) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder =
                new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + (isPosix() ? "/dev/null" : "NUL"),
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Trial.class.getName(),
                        file.toString(),
                        report.toString());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        process.getOutputStream().close();
        // A file may make llama.cpp compute forever.
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                if (!process.waitFor(10, TimeUnit.MINUTES)) {
                                    process.destroyForcibly();
                                }
                            } catch (InterruptedException e) {
                                process.destroyForcibly();
                            }
                        });
        return process;
    }

    private static boolean isPosix() {
        return Path.of("/dev/null").isAbsolute();
    }

    private static String reason(String said) {
        List<String> lines =
                said.lines()
                        .filter(
                                line ->
                                        line.contains("GGML_ASSERT")
                                                || line.contains("what()")
                                                || line.contains("SIG"))
                        .toList();
        return lines.isEmpty() ? "" : " (" + Excerpt.of(lines.getFirst(), 160) + ")";
    }

    private static void remember(@Nullable Path passed) {
        if (passed != null) {
            try {
                Files.createDirectories(passed.toAbsolutePath().getParent());
                Files.write(passed, new byte[0]);
            } catch (IOException e) {
                System.getLogger(Trial.class.getName())
                        .log(System.Logger.Level.DEBUG, "A trial cannot be remembered", e);
            }
        }
    }

    /// Loads the model and has it write one token.
    ///
    /// @param arguments the file, and a file for what is wrong
    public static void main(String[] arguments) throws IOException {
        try {
            ModelFile model = ModelFile.read(Path.of(arguments[0]));
            LaneSettings settings =
                    new LaneSettings(1, 1, 1, Math.min(64, model.context()), 64, true);
            try (LocalModel loaded = LocalModel.load(model, settings, null)) {
                List<Message> messages = List.of(Message.system("?"), Message.user("Aé1\n"));
                loaded.generate(ModelRequest.of(ModelSettings.of("trial", 0, 1), messages));
            }
        } catch (dev.hone.HoneException e) {
            Files.writeString(Path.of(arguments[1]), String.valueOf(e.getMessage()));
            System.exit(SAID_WHY);
        }
        System.exit(PASSED);
    }
}
