package dev.hone.models.http;

import dev.hone.limit.rate.RateObserver;
import dev.hone.limit.rate.RateSignal;
import dev.hone.model.ModelException;
import dev.hone.models.provider.ModelContext;
import dev.hone.models.provider.ModelSpec;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Sends requests to one endpoint, and turns every failure into a [ModelException]. Thread-safe; as
/// many requests are in flight as there are callers.
///
/// All endpoints share one JDK client and its connections. HTTP/1.1, because over HTTP/2 the number
/// of requests in flight would be bounded by what one connection allows.
public final class Transport {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(Version.HTTP_1_1)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    private final Endpoint endpoint;
    private final Duration timeout;
    private final RateObserver rates;
    private final String account;
    private final String model;

    /// A transport for what is no model, and tells nobody about rates.
    ///
    /// @param timeout for one request, the reading of the answer included
    public Transport(Endpoint endpoint, Duration timeout) {
        this(endpoint, timeout, RateObserver.NONE, "");
    }

    /// A transport for a model, within the context's timeout.
    public Transport(Endpoint endpoint, ModelSpec spec, ModelContext context) {
        this(endpoint, context.timeout(), context.rates(), endpoint.identity(spec));
    }

    private Transport(Endpoint endpoint, Duration timeout, RateObserver rates, String model) {
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.rates = rates;
        this.account = endpoint.account();
        this.model = model;
    }

    /// A request to a path below the endpoint's base URL.
    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(endpoint.resolve(path));
    }

    /// Sends a request and waits for the whole answer, which has a status from 200 to 299.
    ///
    /// @throws ModelException when there is no such answer
    public HttpResponse<byte[]> send(HttpRequest request) {
        Consumer<RateSignal> observer = rates.sending(account, model);
        CompletableFuture<HttpResponse<byte[]>> pending =
                CLIENT.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            RateSignal signal = RateHeaders.read(response.statusCode(), response.headers());
            if (!signal.saysNothing()) {
                observer.accept(signal);
            }
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
}
