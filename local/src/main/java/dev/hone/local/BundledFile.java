package dev.hone.local;

import dev.hone.HoneException;
import dev.hone.file.FileFailure;
import dev.hone.result.AtomicFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The model among the resources, as the file that llama.cpp needs.
final class BundledFile {

    private static final String NAME = "hone-tiny.gguf";

    private BundledFile() {}

    /// The file, written unless it is there. Replaced as a whole where another version of Hone left
    /// another: who reads that one keeps it.
    ///
    /// @param folder for models; null for the folder of temporary files
    /// @throws dev.hone.InputException when it cannot be written
    static Path unpacked(@Nullable Path folder) {
        byte[] content = content();
        Path home =
                folder == null
                        ? Path.of(System.getProperty("java.io.tmpdir"), "hone")
                        : folder.resolve("bundled");
        Path file = home.resolve(NAME);
        try {
            if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
                Files.createDirectories(home);
                AtomicFile.write(home, NAME, content);
            }
            return file;
        } catch (IOException e) {
            throw FileFailure.unwritable(file, e);
        }
    }

    private static byte[] content() {
        try (InputStream stream = BundledFile.class.getResourceAsStream(NAME)) {
            if (stream == null) {
                throw new HoneException("The bundled model is missing from this build of Hone.");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new HoneException("The bundled model cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
