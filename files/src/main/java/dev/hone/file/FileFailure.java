package dev.hone.file;

import dev.hone.Excerpt;
import dev.hone.InputException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What to say when a file cannot be read or written.
public final class FileFailure {

    private FileFailure() {}

    public static InputException unreadable(Path file, IOException cause) {
        return new InputException(
                "Cannot read " + file + ": " + reason(cause) + ". It must be a readable file.",
                cause);
    }

    public static InputException unwritable(Path file, IOException cause) {
        return new InputException(
                "Cannot write "
                        + file
                        + ": "
                        + reason(cause)
                        + ". It must lie in a folder that exists and can be written to, on a disk"
                        + " with room for it.",
                cause);
    }

    /// Looks before anything is written.
    ///
    /// @throws InputException when the disk of the folder has not that many bytes free
    public static void checkRoom(Path file, Path folder, long bytes) throws IOException {
        FileStore disk = Files.getFileStore(folder);
        long free = disk.getUsableSpace();
        if (free < bytes) {
            throw new InputException(
                    "Cannot write "
                            + file
                            + ": it takes "
                            + bytes
                            + " bytes, and the disk has "
                            + free
                            + " free. Free some, or choose a folder on another disk.");
        }
    }

    /// What the system says, in words.
    public static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException taken -> "a file of that name is in the way";
            case DirectoryNotEmptyException taken -> "a folder of that name is in the way";
            case NoSuchFileException missing -> "there is no such file or folder";
            case FileSystemException failure when failure.getReason() != null ->
                    Excerpt.of(failure.getReason());
            default -> Excerpt.of(String.valueOf(e.getMessage()));
        };
    }
}
