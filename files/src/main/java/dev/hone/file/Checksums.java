package dev.hone.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.Digest;
import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.result.AtomicFile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// The SHA-256 of downloaded files, in `checksums.json` beside them: an object of names and
/// hexadecimal digits.
///
/// Where nobody told a checksum, that of the first download is written there. It does not say that
/// the first download was right; it says that the file is still the same on every later load, and
/// that a second download brings what the first did.
public final class Checksums {

    static final String FILE = "checksums.json";

    private static final int BUFFER = 1 << 16;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private Checksums() {}

    /// Compares a file with its line in `checksums.json`; does nothing where there is none.
    ///
    /// @throws InputException when they differ, or one of the files cannot be read
    public static void check(Path file) {
        Optional<Digest> known = known(file);
        if (known.isPresent() && Files.isRegularFile(file)) {
            Digest found = of(file);
            if (!found.equals(known.get())) {
                throw new InputException(
                        file
                                + " has the SHA-256 "
                                + found
                                + ". By "
                                + FILE
                                + " beside it, it must be "
                                + known.get()
                                + ", as when it was first downloaded. Delete the file to download"
                                + " it again, or its line there when the change was meant.");
            }
        }
    }

    /// The SHA-256 of a file's bytes.
    static Digest of(Path file) {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform provides SHA-256.", e);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
            }
        } catch (IOException e) {
            throw FileFailure.unreadable(file, e);
        }
        return new Digest(HexFormat.of().formatHex(sha256.digest()));
    }

    /// What `checksums.json` says of a file.
    static Optional<Digest> known(Path file) {
        Path checksums = file.resolveSibling(FILE);
        if (!Files.exists(checksums)) {
            return Optional.empty();
        }
        JsonNode hex = JsonObjectFile.read(checksums).path(String.valueOf(file.getFileName()));
        if (hex.isMissingNode()) {
            return Optional.empty();
        }
        if (!hex.isTextual() || !HEX.matcher(hex.textValue()).matches()) {
            throw new InputException(
                    checksums
                            + ": "
                            + file.getFileName()
                            + " is "
                            + Excerpt.of(hex.toString())
                            + ". It must be a SHA-256, 64 lower-case hexadecimal digits.");
        }
        return Optional.of(new Digest(hex.textValue()));
    }

    /// Writes what a file is to be from now on.
    static void remember(Path file, Digest digest) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path checksums = folder.resolve(FILE);
        ObjectNode root =
                Files.exists(checksums)
                        ? (ObjectNode) JsonObjectFile.read(checksums)
                        : JsonObjectFile.MAPPER.createObjectNode();
        root.put(String.valueOf(file.getFileName()), digest.hex());
        AtomicFile.write(
                folder,
                FILE,
                JsonObjectFile.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }
}
