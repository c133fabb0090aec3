package dev.hone.models.provider;

import dev.hone.InputException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// A file that holds a key and nothing else. Messages name the file and never what is in it.
final class KeyFile {

    private static final int LONGEST = 16_384;
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private KeyFile() {}

    /// The key, without white space around it.
    ///
    /// @param variable that names the file, for messages
    /// @throws InputException when it cannot be read, when others than its owner may read or write
    ///   it (where the file system knows owners), or when what it holds is no key: empty, of
    ///   several lines, or longer than 16 kB
    static String read(String name, String variable) {
        Path file;
        try {
            file = Path.of(name).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new InputException(variable + " is no path. Name a file that holds the key.");
        }
        if (!Files.isRegularFile(file)) {
            throw problem(variable, file, "is not a file. Name one that holds the key.");
        }
        try {
            requirePrivate(file, variable);
            String key;
            try (InputStream in = Files.newInputStream(file)) {
                key = new String(in.readNBytes(LONGEST + 1), StandardCharsets.UTF_8).strip();
            }
            if (key.isEmpty() || key.length() > LONGEST || !isVisible(key)) {
                throw problem(variable, file, "must hold one key, on one line, and nothing else.");
            }
            return key;
        } catch (IOException e) {
            throw problem(
                    variable,
                    file,
                    "cannot be read (" + e.getClass().getSimpleName() + "). Make it readable.");
        }
    }

    private static void requirePrivate(Path file, String variable) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        if (Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
            throw problem(
                    variable,
                    file,
                    "can be read or written by others than its owner. Make it private: chmod 600 "
                            + file);
        }
    }

    private static boolean isVisible(String key) {
        return key.chars().allMatch(character -> character > ' ' && character < 0x7F);
    }

    private static InputException problem(String variable, Path file, String problem) {
        return new InputException(variable + ": " + file + " " + problem);
    }
}
