package dev.hone.ledger;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.hone.Digest;
import dev.hone.HoneException;
import dev.hone.limit.Amount;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One line of an exported ledger: a JSON object in UTF-8 without a line end. What is written comes
/// back equal, whatever the texts hold.
public sealed interface LedgerLine {

    /// An answer; its line carries the digest of its request as `key` too.
    record Answer(RecordedAnswer answer) implements LedgerLine {}

    /// An attempt with what became of it.
    record Attempted(AttemptRecord attempt) implements LedgerLine {}

    /// An event and its place in its run.
    ///
    /// @param position from 0
    record Event(RunId run, long position, RunEvent event) implements LedgerLine {}

    /// The last line: how many of each came before it, so that a file that was cut short can be
    /// told from a whole one.
    ///
    /// @param attempts 0 where the line does not say: it was written before attempts were exported
    record End(long answers, long attempts, long events) implements LedgerLine {}

    default byte[] toJson() {
        return JsonText.write(
                json -> {
                    switch (this) {
                        case Answer line -> write(json, line.answer());
                        case Attempted line -> write(json, line.attempt());
                        case Event line -> write(json, line);
                        case End line -> {
                            json.writeStringField("kind", "end");
                            json.writeNumberField("answers", line.answers());
                            json.writeNumberField("attempts", line.attempts());
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
                case "attempt" -> new Attempted(attempt(json));
                case "event" ->
                        new Event(
                                new RunId(json.text("run")),
                                json.integer("position"),
                                RunEventJson.eventIn(json, "event"));
                case "end" ->
                        new End(
                                json.integer("answers"),
                                json.has("attempts") ? json.integer("attempts") : 0,
                                json.integer("events"));
                default ->
                        throw json.wrong(
                                "kind", "answer, attempt, event or end, as far as this Hone knows");
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

    private static void write(JsonGenerator json, AttemptRecord attempt) throws IOException {
        json.writeStringField("kind", "attempt");
        json.writeStringField("run", attempt.attempt().run().value());
        json.writeNumberField("number", attempt.attempt().number());
        json.writeStringField("key", attempt.request().hex());
        json.writeStringField("model", attempt.model());
        write(json, attempt.most(), attempt.time());
        AttemptRecord.Settlement settlement = attempt.settlement();
        if (settlement != null) {
            json.writeObjectFieldStart("settled");
            write(json, settlement.used(), settlement.time());
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Amount amount, Duration time) throws IOException {
        json.writeNumberField("tokens", amount.tokens());
        json.writeStringField("usd", amount.usd().toPlainString());
        json.writeNumberField("millis", time.toMillis());
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

    private static AttemptRecord attempt(JsonFields json) {
        AttemptRecord.Settlement settlement = null;
        if (json.has("settled")) {
            JsonFields settled = json.object("settled");
            settlement = new AttemptRecord.Settlement(amount(settled), time(settled));
        }
        return new AttemptRecord(
                new Attempt(new RunId(json.text("run")), json.integer("number")),
                requestDigest(json),
                json.text("model"),
                amount(json),
                time(json),
                settlement);
    }

    private static Digest requestDigest(JsonFields json) {
        Digest key = json.digest("key");
        if (!key.hex().chars().allMatch(digit -> "0123456789abcdef".indexOf(digit) >= 0)) {
            throw json.wrong("key", "64 digits from 0 to f");
        }
        return key;
    }

    private static Amount amount(JsonFields json) {
        return Amount.parse(json.integer("tokens"), json.text("usd"));
    }

    private static Duration time(JsonFields json) {
        return Duration.ofMillis(json.integer("millis"));
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
