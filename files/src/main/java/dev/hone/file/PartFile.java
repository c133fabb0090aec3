package dev.hone.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What has come of a download that is not complete: `NAME.part`, and `NAME.part.etag` with the
/// server's name for the version it is a part of.
///
/// @param folder where all of them lie
record PartFile(Path folder, Path file, Path etagFile) {

    private static final int LONGEST_ETAG = 1_000;

    static PartFile of(Path folder, Path target) {
        return new PartFile(
                folder,
                target.resolveSibling(target.getFileName() + ".part"),
                target.resolveSibling(target.getFileName() + ".part.etag"));
    }

    long size() throws IOException {
        return Files.isRegularFile(file) ? Files.size(file) : 0;
    }

    /// The version; nothing when the server gave none that a part can be continued by.
    Optional<String> etag() throws IOException {
        if (!Files.isRegularFile(etagFile) || Files.size(etagFile) > LONGEST_ETAG) {
            return Optional.empty();
        }
        return Optional.of(Files.readString(etagFile, StandardCharsets.ISO_8859_1))
                .filter(PartFile::isStrong);
    }

    /// Begins anew, with a part of this version.
    void restart(Optional<String> etag) throws IOException {
        delete();
        Files.createFile(file);
        if (etag.isPresent() && isStrong(etag.get())) {
            Files.writeString(etagFile, etag.get(), StandardCharsets.ISO_8859_1);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(etagFile);
        Files.deleteIfExists(file);
    }

    /// A weak one, `W/"…"`, does not promise the same bytes.
    private static boolean isStrong(String etag) {
        return etag.length() <= LONGEST_ETAG && etag.matches("\"[\\x21\\x23-\\x7E]*\"");
    }
}
