package dev.hone.models;

import com.fasterxml.jackson.databind.JsonNode;

import dev.hone.model.ModelException;
import dev.hone.models.http.Endpoint;
import dev.hone.models.http.Json;
import dev.hone.models.http.Transport;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpRequest;
import java.time.Duration;

/// Asks a server which models it has.
final class ServedModels {

    private ServedModels() {}

    /// The first model that a list in OpenAI's or Ollama's form names and that is not for
    /// embeddings; null when there is none or nobody answers in time.
    static @Nullable String first(Endpoint endpoint, String path, Duration patience) {
        Transport transport = new Transport(endpoint, patience);
        HttpRequest.Builder call = transport.to(path);
        if (endpoint.key() != null) {
            call.header("Authorization", "Bearer " + endpoint.key());
        }
        JsonNode list;
        try {
            list = Json.treeOrMissing(transport.send(call.build()).body());
        } catch (ModelException.Interrupted e) {
            throw e;
        } catch (ModelException e) {
            return null;
        }
        for (JsonNode model : list.path(list.has("data") ? "data" : "models")) {
            String name = model.path("id").asText(model.path("name").asText());
            if (!name.isBlank() && !name.contains("embed")) {
                return name;
            }
        }
        return null;
    }
}
