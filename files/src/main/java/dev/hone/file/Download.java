package dev.hone.file;

import dev.hone.Digest;
import dev.hone.HoneException;
import dev.hone.InputException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/// Downloads files over HTTP. What came of an attempt that broke off lies in `NAME.part` beside the
/// file, and the next attempt goes on from there when the server can and still has the same
/// version. Under its own name a file is complete, and has the right checksum.
///
/// Two downloads of one file must not run at the same time.
///
/// @param patience how long a connection, an answer or the next bytes may take
/// @param most the most bytes a file may have
public record Download(Duration patience, long most) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MOST = 16L << 30;

    /// Waits 60 seconds, takes 16 GiB.
    public static Download defaults() {
        return new Download(PATIENCE, MOST);
    }

    /// Downloads a file, unless it is there. Its folder is made.
    ///
    /// @param url http or https, without user name; redirects are followed, but not from https to
    ///   http
    /// @param expected the SHA-256 it must have; when empty, that of its first download, which is
    ///   written to `checksums.json` beside it, see [Checksums]
    /// @return whether it was downloaded; false when it was there with the right checksum, or
    ///   without one to compare
    /// @throws InputException when there is no such file, it is too large, the disk has no room, or
    ///   the checksum is wrong, in which case the file is removed
    /// @throws HoneException when the connection fails: the same call again goes on
    public boolean fetch(URI url, Path file, Optional<Digest> expected, DownloadProgress progress) {
        checkUrl(url);
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new InputException("Cannot write " + file + ": it is not the name of a file.");
        }
        try {
            Files.createDirectories(folder);
            Optional<Digest> right = expected.isPresent() ? expected : Checksums.known(target);
            if (Files.exists(target)) {
                right.ifPresent(digest -> check(target, target, digest));
                return false;
            }
            complete(url, target, PartFile.of(folder, target), right, progress);
            return true;
        } catch (IOException e) {
            throw FileFailure.unwritable(target, e);
        }
    }

    private void complete(
            URI url, Path target, PartFile part, Optional<Digest> right, DownloadProgress progress)
            throws IOException {
        HttpClient client =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(patience)
                        .build();
        try {
            new Transfer(client, this, url, target, part, progress).run(right.isPresent());
        } finally {
            client.shutdownNow();
        }
        Files.deleteIfExists(part.etagFile());
        if (right.isPresent()) {
            check(part.file(), target, right.get());
        } else {
            Checksums.remember(target, Checksums.of(part.file()));
        }
        Files.move(part.file(), target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void check(Path content, Path target, Digest right) {
        Digest found = Checksums.of(content);
        if (!found.equals(right)) {
            String removed = "It was removed; the same command downloads it again.";
            try {
                Files.delete(content);
            } catch (IOException e) {
                removed = "It could not be removed: " + FileFailure.reason(e) + ".";
            }
            throw new InputException(
                    target
                            + " has the SHA-256 "
                            + found
                            + ", but must have "
                            + right
                            + ". "
                            + removed);
        }
    }

    private static void checkUrl(URI url) {
        String scheme = String.valueOf(url.getScheme());
        boolean http = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
        if (!http || url.getHost() == null || url.getUserInfo() != null) {
            throw new InputException(
                    "Cannot download "
                            + Transfer.shown(url)
                            + ": the address must begin with https:// or http:// and a host,"
                            + " without a user name.");
        }
    }
}
