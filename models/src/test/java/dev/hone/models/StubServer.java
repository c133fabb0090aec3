package dev.hone.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.hone.models.http.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Gives every request the same answer, whatever the protocol, and remembers the requests.
public final class StubServer implements AutoCloseable {

    public final List<String> paths = new CopyOnWriteArrayList<>();
    public final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer http;

    public StubServer(int status, Map<String, String> headers, String answer) {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", exchange -> answer(exchange, status, headers, answer));
        http.start();
    }

    public static StubServer answering(String answer) {
        return new StubServer(200, Map.of(), answer);
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void answer(
            HttpExchange exchange, int status, Map<String, String> headers, String answer)
            throws IOException {
        paths.add(exchange.getRequestURI().toString());
        byte[] asked = exchange.getRequestBody().readAllBytes();
        if (asked.length > 0) {
            bodies.add(Json.MAPPER.readTree(asked));
        }
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
