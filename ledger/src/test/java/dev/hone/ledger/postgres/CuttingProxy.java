package dev.hone.ledger.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands between a client and the server, and cuts every connection at its first or (every other)
/// second commit: before the server hears of it, or after the server has made it and before the
/// client hears of that.
final class CuttingProxy implements AutoCloseable {

    /// When to cut.
    enum Cut {
        BEFORE_THE_SERVER_HEARS,
        BEFORE_THE_CLIENT_HEARS
    }

    /// The driver sends the statement once, behind a name, and then the name alone.
    private static final Pattern COMMIT = Pattern.compile("(S_\\d+)\\x00COMMIT\\x00");

    private static final int BUFFER = 1 << 16;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final Cut cut;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();

    CuttingProxy(int target, Cut cut) throws IOException {
        this.target = target;
        this.cut = cut;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// How often it has cut.
    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                Connection connection =
                        new Connection(client, server, 1 + connections.getAndIncrement() % 2);
                Thread.ofPlatform().daemon().start(connection::toServer);
                Thread.ofPlatform().daemon().start(connection::toClient);
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private final class Connection {

        private final Socket client;
        private final Socket server;
        private int commits;
        private String commit = "no statement yet";
        private volatile boolean swallowing;

        private Connection(Socket client, Socket server, int commits) {
            this.client = client;
            this.server = server;
            this.commits = commits;
        }

        private void toServer() {
            byte[] buffer = new byte[BUFFER];
            try (client;
                    server) {
                InputStream in = client.getInputStream();
                OutputStream out = server.getOutputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    String text = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                    if (isCommit(text) && --commits == 0) {
                        cuts.incrementAndGet();
                        if (cut == Cut.BEFORE_THE_SERVER_HEARS) {
                            return;
                        }
                        swallowing = true;
                    }
                    out.write(buffer, 0, n);
                }
            } catch (IOException e) {
                // Cut.
            }
        }

        private boolean isCommit(String text) {
            Matcher statement = COMMIT.matcher(text);
            if (statement.find()) {
                commit = statement.group(1);
                return true;
            }
            return text.contains("\0" + commit + "\0");
        }

        private void toClient() {
            byte[] buffer = new byte[BUFFER];
            try (client;
                    server) {
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (swallowing) {
                        return;
                    }
                    out.write(buffer, 0, n);
                }
            } catch (IOException e) {
                // Cut.
            }
        }
    }
}
