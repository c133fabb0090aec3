package dev.hone.testkit.file;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Serves files on this machine, as well or as badly as it is told.
public final class FileServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    public volatile boolean servesRanges = true;
    public volatile @Nullable String etag = "\"v1\"";
    public volatile int status = 200;
    public volatile boolean saysLength = true;

    /// Bytes after which an answer stops; none when negative.
    public volatile int stopsAfter = -1;

    /// Whether it then waits for [#goOn] and closes the connection, or keeps it open.
    public volatile boolean closes = true;

    public volatile CountDownLatch goOn = new CountDownLatch(0);

    /// Says a length that is not the file's; none when negative.
    public volatile long claims = -1;

    public FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public void put(String path, byte[] content) {
        files.put(path, content);
    }

    public URI url(String path) {
        return URI.create(
                "http://"
                        + InetAddress.getLoopbackAddress().getHostAddress()
                        + ":"
                        + server.getAddress().getPort()
                        + path);
    }

    /// What was asked for, in order: `all`, or a range with the version it is to be of.
    public List<String> requests() {
        return ranges;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            String version = exchange.getRequestHeaders().getFirst("If-Range");
            ranges.add(range == null ? "all" : range + " of " + version);
            byte[] content = files.get(exchange.getRequestURI().getPath());
            if (status != 200 || content == null) {
                exchange.sendResponseHeaders(content == null ? 404 : status, -1);
                return;
            }
            if (etag != null) {
                exchange.getResponseHeaders().set("ETag", etag);
            }
            boolean same = version == null || version.equals(etag);
            int first = range == null || !servesRanges || !same ? 0 : start(range);
            if (first > 0 && first >= content.length) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            if (first > 0) {
                exchange.getResponseHeaders()
                        .set(
                                "Content-Range",
                                "bytes "
                                        + first
                                        + "-"
                                        + (content.length - 1)
                                        + "/"
                                        + content.length);
            }
            send(
                    exchange,
                    first > 0 ? 206 : 200,
                    Arrays.copyOfRange(content, first, content.length));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpExchange exchange, int code, byte[] content)
            throws IOException, InterruptedException {
        exchange.sendResponseHeaders(code, claims >= 0 ? claims : saysLength ? content.length : 0);
        OutputStream out = exchange.getResponseBody();
        int count = stopsAfter < 0 ? content.length : Math.min(stopsAfter, content.length);
        out.write(content, 0, count);
        out.flush();
        if (stopsAfter >= 0) {
            goOn.await();
            if (!closes) {
                end.await();
            }
        }
    }

    private static int start(String range) {
        return Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
