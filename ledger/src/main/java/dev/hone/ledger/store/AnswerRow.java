package dev.hone.ledger.store;

import dev.hone.Digest;
import dev.hone.HoneException;
import dev.hone.ledger.AnswerJson;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.run.RunId;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// A row of `answers`, on its way in or out.
public final class AnswerRow {

    private final byte[] key;
    private final byte[] request;
    private final byte[] response;
    private final byte[] run;
    private final int checksum;

    /// As it was read.
    ///
    /// @param request its JSON in UTF-8, as `response`
    /// @param run in UTF-8
    public AnswerRow(byte[] key, byte[] request, byte[] response, byte[] run, int checksum) {
        this.key = key;
        this.request = request;
        this.response = response;
        this.run = run;
        this.checksum = checksum;
    }

    public static AnswerRow of(RecordedAnswer answer) {
        return of(answer.request().digest(), answer);
    }

    /// @param digest of the answer's request
    public static AnswerRow of(Digest digest, RecordedAnswer answer) {
        return of(digest, answer, answer.paidBy().value());
    }

    /// @param digest of the answer's request
    /// @param run that paid, as it is stored
    public static AnswerRow of(Digest digest, RecordedAnswer answer, String run) {
        byte[] key = key(digest);
        byte[] request = AnswerJson.writeRequest(answer.request());
        byte[] response = AnswerJson.writeResponse(answer.response());
        byte[] payer = run.getBytes(StandardCharsets.UTF_8);
        int checksum = Checksum.of(key, request, response, payer);
        return new AnswerRow(key, request, response, payer, checksum);
    }

    public static byte[] key(Digest request) {
        return HexFormat.of().parseHex(request.hex());
    }

    public byte[] key() {
        return key;
    }

    /// JSON in UTF-8.
    public byte[] request() {
        return request;
    }

    /// JSON in UTF-8.
    public byte[] response() {
        return response;
    }

    /// In UTF-8.
    public byte[] run() {
        return run;
    }

    public int checksum() {
        return checksum;
    }

    /// What is wrong with the row, as a clause; null when nothing is.
    public @Nullable String damage() {
        if (!matchesChecksum()) {
            return "does not match its checksum";
        }
        try {
            AnswerJson.readResponse(response);
            byte[] right = key(AnswerJson.readRequest(request).digest());
            return Arrays.equals(key, right)
                    ? null
                    : "is not filed under the digest of its request";
        } catch (HoneException e) {
            return "cannot be read: " + e.getMessage();
        }
    }

    private boolean matchesChecksum() {
        return Checksum.of(key, request, response, run) == checksum;
    }

    /// @param place of the ledger, for messages
    /// @throws HoneException when the row is not as it was written
    public RecordedAnswer verified(String place) {
        if (!matchesChecksum()) {
            throw new HoneException(
                    "The ledger "
                            + place
                            + " is damaged: the answer to request "
                            + HexFormat.of().formatHex(key)
                            + " does not match its checksum. Restore it from a copy.");
        }
        return new RecordedAnswer(
                AnswerJson.readRequest(request),
                AnswerJson.readResponse(response),
                new RunId(new String(run, StandardCharsets.UTF_8)));
    }
}
