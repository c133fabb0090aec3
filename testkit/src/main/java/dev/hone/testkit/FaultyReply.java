package dev.hone.testkit;

import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Answers one chat completion request, rightly or with a fault.
record FaultyReply(HttpExchange exchange, ReceivedRequest request, Answers answers) {

    void give(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Status status -> {
                status.headers().forEach(exchange.getResponseHeaders()::set);
                byte[] body = status.body().getBytes(StandardCharsets.UTF_8);
                send(exchange, status.code(), body);
            }
            case Fault.SlowBytes slow -> sendSlowly(right(), slow.pause());
            case Fault.Plain plain -> give(plain);
        }
    }

    private void give(Fault.Plain fault) throws IOException {
        switch (fault) {
            case NONE -> send(exchange, 200, right());
            case BROKEN_CONNECTION -> {
                byte[] body = right();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body, 0, body.length / 2);
                exchange.getResponseBody().flush();
            }
            case TRUNCATED_JSON -> {
                byte[] body = right();
                send(exchange, 200, Arrays.copyOf(body, body.length / 2));
            }
            case WRONG_JSON -> send(exchange, 200, ChatReply.bytes(List.of("not", "an", "answer")));
            case EMPTY_CHOICES -> send(exchange, 200, ChatReply.of(request, answers, 0));
            case IGNORES_N -> send(exchange, 200, ChatReply.of(request, answers, 1));
        }
    }

    private byte[] right() {
        return ChatReply.of(request, answers, request.samples());
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void sendSlowly(byte[] body, Duration pause) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, body.length);
        OutputStream out = exchange.getResponseBody();
        for (byte each : body) {
            Thread.sleep(pause);
            out.write(each);
            out.flush();
        }
    }
}
