package dev.hone.ledger;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.model.TokenUsage;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// An evaluation as JSON: for every example all of it and what became of it, so that query, prompt
/// and reward can be read from one event.
///
/// An outcome with a `score` was scored; one with a `reason` failed. Choices and variables are left
/// out where there are none, the completion where it is the answer, feedback where there is none,
/// and tokens and milliseconds where they are not known.
final class EvaluationJson {

    private EvaluationJson() {}

    static void write(JsonGenerator json, Evaluation evaluation) throws IOException {
        json.writeStringField("prompt", evaluation.prompt().text());
        json.writeStringField("dataset", evaluation.dataset());
        Provenance provenance = evaluation.provenance();
        json.writeObjectFieldStart("provenance");
        json.writeStringField("taskModel", provenance.taskModel());
        json.writeStringField("settings", provenance.settings().hex());
        json.writeStringField("task", provenance.task().hex());
        json.writeStringField("dataset", provenance.dataset().hex());
        json.writeStringField("version", provenance.version());
        json.writeEndObject();
        json.writeArrayFieldStart("outcomes");
        for (Outcome outcome : evaluation.outcomes()) {
            json.writeStartObject();
            writeExample(json, outcome.example());
            switch (outcome) {
                case Outcome.Scored scored -> writeScored(json, scored);
                case Outcome.Failed failed -> json.writeStringField("reason", failed.reason());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static Evaluation read(JsonFields json) {
        JsonFields provenance = json.object("provenance");
        return new Evaluation(
                new Prompt(json.text("prompt")),
                json.text("dataset"),
                json.objects("outcomes", EvaluationJson::outcome),
                new Provenance(
                        provenance.text("taskModel"),
                        provenance.digest("settings"),
                        provenance.digest("task"),
                        provenance.digest("dataset"),
                        provenance.text("version")));
    }

    private static void writeExample(JsonGenerator json, Example example) throws IOException {
        json.writeStringField("id", example.id());
        json.writeStringField("input", example.input());
        JsonText.texts(json, "references", example.references());
        if (!example.choices().isEmpty()) {
            JsonText.texts(json, "choices", example.choices());
        }
        if (!example.variables().isEmpty()) {
            JsonText.pairs(json, "variables", example.variables());
        }
    }

    private static void writeScored(JsonGenerator json, Outcome.Scored scored) throws IOException {
        JsonText.decimal(json, "score", scored.score());
        Prediction prediction = scored.prediction();
        json.writeStringField("answer", prediction.answer());
        if (!prediction.completion().equals(prediction.answer())) {
            json.writeStringField("completion", prediction.completion());
        }
        json.writeBooleanField("truncated", prediction.truncated());
        if (!scored.feedback().isEmpty()) {
            json.writeStringField("feedback", scored.feedback());
        }
        if (scored.usage().isKnown()) {
            json.writeNumberField("inputTokens", scored.usage().input());
            json.writeNumberField("outputTokens", scored.usage().output());
        }
        JsonText.millis(json, scored.latency());
    }

    private static Outcome outcome(JsonFields json) {
        Example example =
                new Example(
                        json.text("id"),
                        json.text("input"),
                        json.texts("references"),
                        json.has("choices") ? json.texts("choices") : List.of(),
                        json.has("variables")
                                ? json.pairs("variables", Function.identity())
                                : Map.of());
        if (!json.has("score")) {
            return new Outcome.Failed(example, json.text("reason"));
        }
        String answer = json.text("answer");
        String completion = json.has("completion") ? json.text("completion") : answer;
        return new Outcome.Scored(
                example,
                new Prediction(completion, answer, json.flag("truncated")),
                json.decimal("score"),
                json.has("feedback") ? json.text("feedback") : "",
                json.has("inputTokens")
                        ? new TokenUsage(json.integer("inputTokens"), json.integer("outputTokens"))
                        : TokenUsage.UNKNOWN,
                json.millisOrNull());
    }
}
