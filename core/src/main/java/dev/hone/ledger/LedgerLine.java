package dev.hone.ledger;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.hone.Digest;
import dev.hone.HoneException;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// One line of an exported ledger: a JSON object in UTF-8 without a line end. What is written comes
/// back equal, whatever the texts hold.
public sealed interface LedgerLine {

    /// An answer; its line carries the digest of its request as `key` too.
    record Answer(RecordedAnswer answer) implements LedgerLine {}

    /// An event and its place in its run.
    ///
    /// @param position from 0
    record Event(RunId run, long position, RunEvent event) implements LedgerLine {}

    /// The last line: how many of each came before it, so that a file that was cut short can be
    /// told from a whole one.
    record End(long answers, long events) implements LedgerLine {}

    default byte[] toJson() {
        return JsonText.write(
                json -> {
                    switch (this) {
                        case Answer line -> write(json, line.answer());
                        case Event line -> write(json, line);
                        case End line -> {
                            json.writeStringField("kind", "end");
                            json.writeNumberField("answers", line.answers());
                            json.writeNumberField("events", line.events());
                        }
                    }
                });
    }

    /// Reads what [#toJson()] wrote.
    ///
    /// @throws HoneException when the text is no line this version can read, or an answer does not
    ///   belong to its key
    static LedgerLine parse(byte[] text) {
        JsonFields json = JsonText.read(text, "a line");
        String kind = json.text("kind");
        try {
            return switch (kind) {
                case "answer" -> answer(json);
                case "event" ->
                        new Event(
                                new RunId(json.text("run")),
                                json.integer("position"),
                                RunEventJson.eventIn(json, "event"));
                case "end" -> new End(json.integer("answers"), json.integer("events"));
                default ->
                        throw json.wrong("kind", "answer, event or end, as far as this Hone knows");
            };
        } catch (IllegalArgumentException e) {
            throw new HoneException("The ledger holds a line that cannot be: " + e.getMessage(), e);
        }
    }

    private static void write(JsonGenerator json, RecordedAnswer answer) throws IOException {
        json.writeStringField("kind", "answer");
        json.writeStringField("key", answer.request().digest().hex());
        json.writeStringField("run", answer.paidBy().value());
        raw(json, "request", AnswerJson.writeRequest(answer.request()));
        raw(json, "response", AnswerJson.writeResponse(answer.response()));
    }

    private static void write(JsonGenerator json, Event line) throws IOException {
        json.writeStringField("kind", "event");
        json.writeStringField("run", line.run().value());
        json.writeNumberField("position", line.position());
        raw(json, "event", RunEventJson.write(line.event()));
    }

    private static void raw(JsonGenerator json, String name, byte[] object) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(new String(object, StandardCharsets.UTF_8));
    }

    private static Answer answer(JsonFields json) {
        RecordedAnswer answer =
                new RecordedAnswer(
                        AnswerJson.requestIn(json, "request"),
                        AnswerJson.responseIn(json, "response"),
                        new RunId(json.text("run")));
        Digest key = json.digest("key");
        if (!answer.request().digest().equals(key)) {
            throw new HoneException(
                    "The ledger holds an answer whose key "
                            + key.abbreviated()
                            + "… is not the digest of its request, "
                            + answer.request().digest().abbreviated()
                            + "….");
        }
        return new Answer(answer);
    }
}
