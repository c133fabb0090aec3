package dev.hone.models;

import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/// A model behind the OpenAI protocol. Several completions are one request (`n`); what a server
/// leaves out or refuses of them is asked for singly.
final class OpenAiLanguageModel implements LanguageModel {

    private final Endpoint endpoint;
    private final Transport transport;
    private final OpenAiRequest writer;

    OpenAiLanguageModel(Endpoint endpoint, Transport transport, OpenAiRequest writer) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.writer = writer;
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        if (request.samples() == 1) {
            return ask(request);
        }
        ModelResponse together;
        try {
            together = ask(request);
        } catch (ModelException.Rejected e) {
            // Some servers answer n > 1 with 400. A request that is itself at fault fails again.
            return SingleSamples.all(request, this::ask);
        }
        return SingleSamples.complete(request, together, this::ask);
    }

    private ModelResponse ask(ModelRequest request) {
        HttpRequest.Builder call =
                transport
                        .to("/chat/completions")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(writer.body(request)));
        if (endpoint.key() != null) {
            call.header("Authorization", "Bearer " + endpoint.key());
        }
        ModelResponse response = OpenAiReply.read(endpoint, transport.send(call.build()).body());
        return response.completions().size() <= request.samples()
                ? response
                : new ModelResponse(
                        response.completions().subList(0, request.samples()), response.usage());
    }
}
