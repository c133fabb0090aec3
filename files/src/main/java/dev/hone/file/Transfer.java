package dev.hone.file;

import dev.hone.Excerpt;
import dev.hone.HoneException;
import dev.hone.InputException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;

/// One download into its part file.
record Transfer(
        HttpClient client,
        Download settings,
        URI url,
        Path target,
        PartFile part,
        DownloadProgress progress) {

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int OUT_OF_RANGE = 416;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BUFFER = 1 << 16;

    /// Afterwards the part is whole.
    ///
    /// A part is only continued when it can be known to belong to what follows: by the version the
    /// server gave, or by a checksum at the end.
    ///
    /// @param checked whether a checksum will be compared
    void run(boolean checked) throws IOException {
        long size = part.size();
        Optional<String> etag = part.etag();
        boolean goesOn = size > 0 && (etag.isPresent() || checked);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(settings.patience()).GET();
        if (goesOn) {
            request.header("Range", "bytes=" + size + "-");
            etag.ifPresent(version -> request.header("If-Range", version));
        }
        if (!attempt(request.build(), goesOn ? size : 0)) {
            part.delete();
            attempt(HttpRequest.newBuilder(url).timeout(settings.patience()).GET().build(), 0);
        }
    }

    /// False when the server has nothing that would continue the part.
    private boolean attempt(HttpRequest request, long size) throws IOException {
        HttpResponse<InputStream> response = send(request);
        try (InputStream body = response.body()) {
            ContentRange range = ContentRange.of(response.headers());
            switch (response.statusCode()) {
                case OK -> {
                    OptionalLong total = response.headers().firstValueAsLong("Content-Length");
                    checkSize(0, total);
                    part.restart(response.headers().firstValue("ETag"));
                    copy(body, 0, total);
                }
                case PARTIAL -> {
                    if (size == 0 || range.first().orElse(-1) != size) {
                        return refuse(size);
                    }
                    checkSize(size, range.total());
                    copy(body, size, range.total());
                }
                case OUT_OF_RANGE -> {
                    return range.total().orElse(-1) == size && size > 0 || refuse(size);
                }
                default -> throw failed(response.statusCode());
            }
            return true;
        }
    }

    /// A server that sends a part although it was not asked for one is beyond repair.
    private boolean refuse(long size) {
        if (size == 0) {
            throw new HoneException(
                    "Cannot download "
                            + shown(url)
                            + ": the server sent a part that nobody asked for.");
        }
        return false;
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException e) {
            throw new HoneException(
                    "Cannot download "
                            + shown(url)
                            + ": no answer within "
                            + settings.patience().toMillis()
                            + " ms. Try again, or from another address.",
                    e);
        } catch (IOException e) {
            throw new HoneException(
                    "Cannot download "
                            + shown(url)
                            + ": "
                            + reason(e)
                            + ". Check the address and the network, and try again.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoneException("The download of " + shown(url) + " was interrupted.", e);
        }
    }

    private void copy(InputStream body, long from, OptionalLong total) throws IOException {
        long reached = from;
        try (FileChannel channel = FileChannel.open(part.file(), StandardOpenOption.WRITE);
                PatientInput in = new PatientInput(body, settings.patience())) {
            channel.position(from);
            byte[] buffer = new byte[BUFFER];
            for (int count = read(in, buffer, reached, total);
                    count >= 0;
                    count = read(in, buffer, reached, total)) {
                reached += count;
                checkLimit(reached);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                progress.reached(reached, total.orElse(-1));
            }
            channel.force(true);
        }
        if (total.isPresent() && reached != total.getAsLong()) {
            throw broken(reached, total, "the server closed the connection", null);
        }
    }

    private int read(PatientInput in, byte[] buffer, long reached, OptionalLong total) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw broken(reached, total, reason(e), e);
        }
    }

    private HoneException broken(
            long reached, OptionalLong total, String why, @Nullable IOException cause) {
        return new HoneException(
                "The download of "
                        + shown(url)
                        + " broke off after "
                        + reached
                        + (total.isPresent() ? " of " + total.getAsLong() : "")
                        + " bytes: "
                        + why
                        + ". The same command goes on from there.",
                cause);
    }

    /// @throws InputException when the file is too large for the limit or the disk
    private void checkSize(long reached, OptionalLong total) throws IOException {
        checkLimit(total.orElse(reached));
        FileFailure.checkRoom(target, part.folder(), total.orElse(reached) - reached);
    }

    private void checkLimit(long size) throws IOException {
        if (size > settings.most()) {
            part.delete();
            throw new InputException(
                    "Cannot download "
                            + shown(url)
                            + ": it has "
                            + size
                            + " bytes or more, and "
                            + settings.most()
                            + " is the most that is taken. Is the address right?");
        }
    }

    private HoneException failed(int status) {
        String message = "Cannot download " + shown(url) + ": the server answered " + status + ". ";
        return status >= FIRST_SERVER_ERROR || status == TOO_MANY_REQUESTS
                ? new HoneException(message + "Try again later, or from another address.")
                : new InputException(message + "The address must be that of a file for everybody.");
    }

    /// Not every failure of a connection says what it is.
    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : Excerpt.of(e.getMessage());
    }

    /// An address without what might be a secret in it.
    static String shown(URI url) {
        String host = url.getHost() == null ? "" : "//" + url.getHost();
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String scheme = url.getScheme() == null ? "" : url.getScheme() + ":";
        return Excerpt.of(scheme + host + port + path, 200);
    }
}
