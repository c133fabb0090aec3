package dev.hone.file;

import dev.hone.Digest;
import dev.hone.result.AtomicFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The SHA-256 of large files, remembered by path, size and time of change. Thread-safe, and safe
/// among processes: what is remembered is one small file for each path.
///
/// @param folder where it is remembered, made when needed; null to compute each time. It may be
///   deleted at any time.
public record FileDigests(@Nullable Path folder) {

    private static final int LONGEST = 1_000;

    /// @throws dev.hone.InputException when the file cannot be read
    public Digest of(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        try {
            String state =
                    Files.size(absolute) + " " + Files.getLastModifiedTime(absolute).to(UNIT) + " ";
            Path memory = memory(absolute);
            String known = known(memory);
            if (known.startsWith(state)
                    && known.substring(state.length()).matches("[0-9a-f]{64}")) {
                return new Digest(known.substring(state.length()));
            }
            Digest digest = Checksums.of(absolute);
            remember(memory, state + digest.hex());
            return digest;
        } catch (IOException e) {
            throw FileFailure.unreadable(file, e);
        }
    }

    private static final java.util.concurrent.TimeUnit UNIT =
            java.util.concurrent.TimeUnit.MICROSECONDS;

    private @Nullable Path memory(Path absolute) {
        return folder == null ? null : folder.resolve(Digest.of(absolute.toString()).hex());
    }

    private static String known(@Nullable Path memory) {
        try {
            return memory == null || Files.size(memory) > LONGEST
                    ? ""
                    : Files.readString(memory, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /// A memory that cannot be kept costs time and nothing else.
    private static void remember(@Nullable Path memory, String line) {
        if (memory != null) {
            try {
                Path parent = Files.createDirectories(memory.toAbsolutePath().getParent());
                AtomicFile.write(
                        parent,
                        String.valueOf(memory.getFileName()),
                        line.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException | RuntimeException e) {
                System.getLogger(FileDigests.class.getName())
                        .log(System.Logger.Level.DEBUG, "A digest cannot be remembered", e);
            }
        }
    }
}
