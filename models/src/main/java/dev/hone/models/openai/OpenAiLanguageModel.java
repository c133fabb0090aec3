package dev.hone.models.openai;

import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.models.http.Endpoint;
import dev.hone.models.http.Transport;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/// A model behind the OpenAI protocol, in which several completions are one request (`n`).
///
/// Not every server of this protocol knows `n`, and none says so before it is asked. One that gives
/// fewer completions than asked for, or rejects such a request before it ever answered one, is
/// believed to give one at a time: that request is [rejected][ModelException.Rejected] and what it
/// gave is lost, and later ones for several are rejected without being sent. A server that has
/// given several once and rejects a later request does so for another reason.
final class OpenAiLanguageModel implements LanguageModel {

    private final Endpoint endpoint;
    private final Transport transport;
    private final OpenAiRequest writer;
    private volatile boolean severalAtOnce = true;
    private volatile boolean gaveSeveral;

    OpenAiLanguageModel(Endpoint endpoint, Transport transport, OpenAiRequest writer) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.writer = writer;
    }

    /// False once the server has shown that it gives one completion at a time.
    boolean givesSeveralAtOnce() {
        return severalAtOnce;
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        if (request.samples() > 1) {
            return askForSeveral(request);
        }
        return atMost(1, OpenAiReply.read(endpoint, send(request)));
    }

    private ModelResponse askForSeveral(ModelRequest request) {
        if (!severalAtOnce) {
            throw new ModelException.Rejected(
                    endpoint + " gives one completion to a request. Ask for them one by one.",
                    null);
        }
        ModelResponse response = OpenAiReply.read(endpoint, sendForSeveral(request));
        int given = response.completions().size();
        if (given < request.samples()) {
            severalAtOnce = false;
            throw new ModelException.Rejected(
                    endpoint
                            + " gave "
                            + given
                            + " of "
                            + request.samples()
                            + " completions to one request. Ask for them one by one.",
                    null);
        }
        gaveSeveral = true;
        return atMost(request.samples(), response);
    }

    private byte[] sendForSeveral(ModelRequest request) {
        try {
            return send(request);
        } catch (ModelException.Rejected e) {
            if (!gaveSeveral) {
                severalAtOnce = false;
            }
            throw e;
        }
    }

    private byte[] send(ModelRequest request) {
        HttpRequest.Builder call =
                transport
                        .to("/chat/completions")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(writer.body(request)));
        if (endpoint.key() != null) {
            call.header("Authorization", "Bearer " + endpoint.key());
        }
        return transport.send(call.build()).body();
    }

    private static ModelResponse atMost(int samples, ModelResponse response) {
        return response.completions().size() <= samples
                ? response
                : new ModelResponse(response.completions().subList(0, samples), response.usage());
    }
}
