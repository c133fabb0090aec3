package dev.hone.models;

import dev.hone.model.ModelException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;

import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends requests to one endpoint, and turns every failure into a [ModelException]. Thread-safe; as
/// many requests are in flight as there are callers.
///
/// All endpoints share one JDK client and its connections. HTTP/1.1, because over HTTP/2 the number
/// of requests in flight would be bounded by what one connection allows.
final class Transport implements HttpClient {

    private static final java.net.http.HttpClient CLIENT =
            java.net.http.HttpClient.newBuilder()
                    .version(Version.HTTP_1_1)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    private final Endpoint endpoint;
    private final Duration timeout;

    /// @param timeout for one request, the reading of the answer included
    Transport(Endpoint endpoint, Duration timeout) {
        this.endpoint = endpoint;
        this.timeout = timeout;
    }

    /// A request to a path below the endpoint's base URL.
    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(endpoint.resolve(path));
    }

    /// Sends a request and waits for the whole answer, which has a status from 200 to 299.
    HttpResponse<byte[]> send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> pending =
                CLIENT.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (response.statusCode() / 100 != 2) {
                throw HttpFailures.ofStatus(
                        endpoint, response.statusCode(), response.headers(), response.body());
            }
            return response;
        } catch (ExecutionException e) {
            throw HttpFailures.ofBrokenCall(endpoint, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw HttpFailures.ofTimeout(endpoint, timeout);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted(
                    "Interrupted while waiting for " + endpoint + ".", e);
        }
    }

    @Override
    public SuccessfulHttpResponse execute(dev.langchain4j.http.client.HttpRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url()));
        request.headers()
                .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        String body = request.body();
        builder.method(
                request.method().name(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        HttpResponse<byte[]> response = send(builder.build());
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(response.body())
                .build();
    }

    @Override
    public void execute(
            dev.langchain4j.http.client.HttpRequest request,
            ServerSentEventParser parser,
            ServerSentEventListener listener) {
        throw new UnsupportedOperationException("Hone does not stream.");
    }
}
