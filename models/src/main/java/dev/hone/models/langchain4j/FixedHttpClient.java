package dev.hone.models.langchain4j;

import dev.hone.models.http.Endpoint;
import dev.hone.models.http.Transport;
import dev.hone.models.provider.ModelContext;
import dev.hone.models.provider.ModelSpec;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;

import java.time.Duration;

/// The builder LangChain4j asks for, of a client that exists already and keeps its own timeout.
record FixedHttpClient(HttpClient client, Duration timeout) implements HttpClientBuilder {

    static FixedHttpClient of(Endpoint endpoint, ModelSpec spec, ModelContext context) {
        return new FixedHttpClient(
                new TransportHttpClient(new Transport(endpoint, spec, context)), context.timeout());
    }

    @Override
    public Duration connectTimeout() {
        return timeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration ignored) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return timeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration ignored) {
        return this;
    }

    @Override
    public HttpClient build() {
        return client;
    }
}
