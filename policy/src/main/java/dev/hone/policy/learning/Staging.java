package dev.hone.policy.learning;

import dev.hone.InputException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Puts several files that belong together into a folder: all are written beside it first, so that
/// a disk that is full leaves those that were there as they were, and then moved.
final class Staging {

    private static final String FOLDER = ".new";

    private Staging() {}

    /// @param folder is made where it does not exist
    /// @param write puts the files into the folder it is given
    /// @throws InputException when the folder cannot be made or written to
    static void write(Path folder, Consumer<Path> write) {
        Path stage = folder.resolve(FOLDER);
        try {
            Files.createDirectories(stage);
            clear(stage);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
        try {
            write.accept(stage);
            for (Path file : files(stage)) {
                Path target = folder.resolve(file.getFileName());
                Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            }
            force(folder);
        } catch (IOException e) {
            throw unwritable(folder, e);
        } finally {
            remove(stage);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void clear(Path stage) throws IOException {
        for (Path file : files(stage)) {
            Files.delete(file);
        }
    }

    private static void remove(Path stage) {
        try {
            clear(stage);
            Files.delete(stage);
        } catch (IOException e) {
            // What is left is in nobody's way; the next call removes it or says why it cannot.
        }
    }

    /// Renames are durable only when the folder is. Systems that cannot open a folder (Windows)
    /// make them durable by themselves.
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder)) {
            channel.force(true);
        } catch (IOException e) {
            // As above.
        }
    }

    private static InputException unwritable(Path folder, IOException e) {
        String reason =
                e instanceof FileSystemException failure && failure.getReason() != null
                        ? failure.getReason()
                        : e.toString();
        return new InputException(
                "The policy cannot be written to "
                        + folder
                        + ": "
                        + reason
                        + ". It must be a folder, or the place for one, on a disk with room that"
                        + " can be written to.",
                e);
    }
}
