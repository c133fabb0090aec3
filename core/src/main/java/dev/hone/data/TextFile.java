package dev.hone.data;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Suggestion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Files the user names: found or explained, and read as strict UTF-8.
public final class TextFile {

    /// The longest text of one piece that is read: 16 MiB.
    public static final int LONGEST_BYTES = 16 * 1024 * 1024;

    /// [#LONGEST_BYTES] in words.
    static final String LONGEST = "16 MB";

    private static final int LONGEST_PATH = 1000;
    private static final int MANY_FILES = 12;
    private static final int MOST_FILES_LOOKED_AT = 10_000;

    private TextFile() {}

    /// The whole text of a file, without a byte order mark.
    ///
    /// @throws InputException when it is missing, a folder, not readable, not UTF-8, or longer than
    ///   [#LONGEST_BYTES]
    public static String read(Path file) {
        check(file);
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(LONGEST_BYTES + 1);
            if (bytes.length > LONGEST_BYTES) {
                throw new InputException(
                        file + " is longer than " + LONGEST + ", the most allowed.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// A file's bytes, known to be UTF-8 as far as they have been read, without a byte order mark.
    static InputStream open(Path file) throws IOException {
        return Utf8InputStream.open(file);
    }

    /// Makes sure that there is such a file.
    ///
    /// @throws InputException when there is not, with the names it may have been meant for
    public static void check(Path file) {
        if (Files.isDirectory(file)) {
            List<String> files = filesIn(file);
            String remedy =
                    files.isEmpty() || files.size() > MANY_FILES
                            ? " Name a file in it."
                            : " Name one of its files: " + String.join(", ", files) + ".";
            throw new InputException(file + " is a folder." + remedy);
        }
        if (!Files.exists(file)) {
            throw missing(file);
        }
    }

    /// What to say when the system refuses to read a file.
    public static InputException unreadable(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return missing(file);
        }
        String reason =
                cause instanceof AccessDeniedException
                        ? "permission denied"
                        : Excerpt.of(String.valueOf(cause.getMessage()));
        return new InputException(file + " cannot be read: " + reason + ".", cause);
    }

    /// A number of bytes as `20.0 MB`.
    static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / (1024.0 * 1024.0));
    }

    private static InputException missing(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return new InputException(shown(file) + " does not exist, nor does its folder.");
        }
        List<String> neighbours = filesIn(folder);
        String suggestion = Suggestion.of(String.valueOf(file.getFileName()), neighbours);
        boolean isList = neighbours.size() > MANY_FILES && suggestion.startsWith(" Known");
        return new InputException(
                shown(file)
                        + " does not exist."
                        + (isList ? "" : suggestion.replace(" Known:", " Its folder has:")));
    }

    /// A name that no file has may be any text.
    private static String shown(Path file) {
        return Excerpt.of(file.toString(), LONGEST_PATH);
    }

    private static List<String> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.limit(MOST_FILES_LOOKED_AT)
                    .filter(Files::isRegularFile)
                    .map(file -> Excerpt.of(String.valueOf(file.getFileName())))
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
