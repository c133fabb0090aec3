package dev.hone.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.Dataset;
import dev.hone.Example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// What one would write without Hone, and nothing more: the JDK's client, a virtual thread for each
/// request, a semaphore. The bodies are ready before the clock starts, and of an answer nothing is
/// looked at but its status.
final class BareClient implements Contender {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
    private final URI uri;
    private final int inFlight;

    BareClient(String baseUrl, int inFlight) {
        this.uri = URI.create(baseUrl + "/chat/completions");
        this.inFlight = inFlight;
    }

    @Override
    public String name() {
        return "bare client";
    }

    @Override
    public Work prepare(Dataset dataset) {
        List<byte[]> bodies = dataset.stream().map(BareClient::body).toList();
        return () -> post(bodies);
    }

    private int post(List<byte[]> bodies) throws InterruptedException {
        Semaphore free = new Semaphore(inFlight);
        AtomicInteger failed = new AtomicInteger();
        for (byte[] body : bodies) {
            free.acquire();
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    if (!isAnswered(body)) {
                                        failed.incrementAndGet();
                                    }
                                } finally {
                                    free.release();
                                }
                            });
        }
        free.acquire(inFlight);
        return failed.get();
    }

    private boolean isAnswered(byte[] body) {
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What the engine posts for the example.
    private static byte[] body(Example example) {
        String content = example.input() + "\n" + Questions.PROMPT.text();
        try {
            return """
            {"model":"%s","messages":[{"role":"user","content":%s}],"temperature":%s,"max_tokens":%d}\
            """
                    .formatted(
                            Engine.MODEL,
                            JSON.writeValueAsString(content),
                            Engine.TEMPERATURE,
                            Engine.MAX_TOKENS)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
