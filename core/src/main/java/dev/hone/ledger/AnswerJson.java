package dev.hone.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.hone.HoneException;
import dev.hone.ledger.parse.AnswerParser;
import dev.hone.model.Completion;
import dev.hone.model.Completion.FinishReason;
import dev.hone.model.Completion.TokenLogProbability;
import dev.hone.model.Message;
import dev.hone.model.Message.Role;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;

import java.io.IOException;
import java.util.List;

/// Requests and answers as JSON in UTF-8, for stores. What is written comes back equal, whatever
/// the texts hold. Fields that are null are left out.
public final class AnswerJson {

    private static final String REQUEST = "a request";
    private static final String RESPONSE = "an answer";

    private static final AnswerParser PARSER =
            JsonText.parser(JsonFields.byLabel(Role.class), JsonFields.byLabel(FinishReason.class));

    private AnswerJson() {}

    public static byte[] writeRequest(ModelRequest request) {
        return JsonText.write(
                json -> {
                    writeSettings(json, request.settings());
                    json.writeNumberField("samples", request.samples());
                    if (request.seed() != null) {
                        json.writeNumberField("seed", request.seed());
                    }
                    json.writeArrayFieldStart("messages");
                    for (Message message : request.messages()) {
                        json.writeStartObject();
                        json.writeStringField("role", JsonFields.label(message.role()));
                        json.writeStringField("text", message.text());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    /// Reads what [#writeRequest] wrote.
    ///
    /// @throws HoneException when the text is not a request this version can read
    public static ModelRequest readRequest(byte[] text) {
        ModelRequest request = PARSER.request(text);
        return request == null ? request(JsonText.read(text, REQUEST)) : request;
    }

    /// @param within an object that has a request in a field of that name
    static ModelRequest requestIn(JsonFields within, String field) {
        return request(JsonText.known(within.object(field).node(), REQUEST));
    }

    /// @param within an object that has an answer in a field of that name
    static ModelResponse responseIn(JsonFields within, String field) {
        return response(JsonText.known(within.object(field).node(), RESPONSE));
    }

    private static ModelRequest request(JsonFields json) {
        try {
            return new ModelRequest(
                    settings(json),
                    json.objects(
                            "messages",
                            message ->
                                    new Message(
                                            message.constant("role", Role.class),
                                            message.text("text"))),
                    json.count("samples"),
                    json.has("seed") ? (Long) json.integer("seed") : null);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw unreadable(REQUEST, e);
        }
    }

    public static byte[] writeResponse(ModelResponse response) {
        return JsonText.write(
                json -> {
                    json.writeArrayFieldStart("completions");
                    for (Completion completion : response.completions()) {
                        writeCompletion(json, completion);
                    }
                    json.writeEndArray();
                    json.writeNumberField("inputTokens", response.usage().input());
                    json.writeNumberField("outputTokens", response.usage().output());
                    JsonText.millis(json, response.latency());
                });
    }

    /// Reads what [#writeResponse] wrote.
    ///
    /// @throws HoneException when the text is not an answer this version can read
    public static ModelResponse readResponse(byte[] text) {
        ModelResponse response = PARSER.response(text);
        return response == null ? response(JsonText.read(text, RESPONSE)) : response;
    }

    private static ModelResponse response(JsonFields json) {
        try {
            return new ModelResponse(
                    json.objects("completions", AnswerJson::completion),
                    new TokenUsage(json.integer("inputTokens"), json.integer("outputTokens")),
                    json.millisOrNull());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw unreadable(RESPONSE, e);
        }
    }

    private static void writeSettings(JsonGenerator json, ModelSettings settings)
            throws IOException {
        json.writeStringField("model", settings.model());
        if (settings.temperature() != null) {
            JsonText.decimal(json, "temperature", settings.temperature());
        }
        if (settings.maxTokens() != null) {
            json.writeNumberField("maxTokens", settings.maxTokens());
        }
        if (settings.topP() != null) {
            JsonText.decimal(json, "topP", settings.topP());
        }
        JsonText.texts(json, "stop", settings.stop());
        json.writeBooleanField("logProbabilities", settings.logProbabilities());
    }

    private static ModelSettings settings(JsonFields json) {
        return new ModelSettings(
                json.text("model"),
                json.decimalOrNull("temperature"),
                json.has("maxTokens") ? (Integer) json.count("maxTokens") : null,
                json.decimalOrNull("topP"),
                json.texts("stop"),
                json.flag("logProbabilities"));
    }

    private static void writeCompletion(JsonGenerator json, Completion completion)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("text", completion.text());
        json.writeStringField("finish", JsonFields.label(completion.finishReason()));
        if (!completion.logProbabilities().isEmpty()) {
            json.writeArrayFieldStart("logProbabilities");
            for (TokenLogProbability token : completion.logProbabilities()) {
                json.writeStartArray();
                json.writeString(token.token());
                JsonText.decimal(json, token.logProbability());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static Completion completion(JsonFields json) {
        String field = "logProbabilities";
        return new Completion(
                json.text("text"),
                json.constant("finish", FinishReason.class),
                json.has(field)
                        ? json.list(field, token -> logProbability(json, token))
                        : List.of());
    }

    private static TokenLogProbability logProbability(JsonFields json, JsonNode pair) {
        String field = "logProbabilities";
        return new TokenLogProbability(
                json.text(pair.path(0), field), json.decimal(pair.path(1), field));
    }

    private static HoneException unreadable(String what, RuntimeException cause) {
        return new HoneException(
                "The ledger holds " + what + " that cannot be: " + cause.getMessage(), cause);
    }
}
