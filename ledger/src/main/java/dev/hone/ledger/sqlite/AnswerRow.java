package dev.hone.ledger.sqlite;

import dev.hone.Digest;
import dev.hone.HoneException;
import dev.hone.ledger.AnswerJson;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.run.RunId;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;

/// A row of `answers`, on its way in or out.
final class AnswerRow {

    static final String INSERT =
            "INSERT OR IGNORE INTO answers(key, request, response, run, checksum)"
                    + " VALUES(?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?)";
    static final String SELECT =
            "SELECT request, response, run, checksum FROM answers WHERE key = ?";

    private final byte[] key;
    private final byte[] request;
    private final byte[] response;
    private final byte[] run;
    private final int checksum;

    private AnswerRow(byte[] key, byte[] request, byte[] response, byte[] run, int checksum) {
        this.key = key;
        this.request = request;
        this.response = response;
        this.run = run;
        this.checksum = checksum;
    }

    static AnswerRow of(RecordedAnswer answer) {
        return of(answer.request().digest(), answer);
    }

    /// @param digest of the answer's request
    static AnswerRow of(Digest digest, RecordedAnswer answer) {
        byte[] key = key(digest);
        byte[] request = AnswerJson.writeRequest(answer.request());
        byte[] response = AnswerJson.writeResponse(answer.response());
        byte[] run = answer.paidBy().value().getBytes(StandardCharsets.UTF_8);
        return new AnswerRow(key, request, response, run, Checksum.of(key, request, response, run));
    }

    static byte[] key(Digest request) {
        return HexFormat.of().parseHex(request.hex());
    }

    /// The row a [#SELECT] for the key stands on.
    static AnswerRow of(byte[] key, ResultSet row) throws SQLException {
        return new AnswerRow(key, row.getBytes(1), row.getBytes(2), row.getBytes(3), row.getInt(4));
    }

    byte[] key() {
        return key;
    }

    void bind(PreparedStatement insert) throws SQLException {
        insert.setBytes(1, key);
        insert.setBytes(2, request);
        insert.setBytes(3, response);
        insert.setBytes(4, run);
        insert.setInt(5, checksum);
    }

    /// What is wrong with the row, as a clause; null when nothing is.
    @Nullable String damage() {
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

    /// @throws HoneException when the row is not as it was written
    RecordedAnswer verified(Path file) {
        if (!matchesChecksum()) {
            throw new HoneException(
                    "The ledger "
                            + file
                            + " is damaged: the answer to request "
                            + HexFormat.of().formatHex(key)
                            + " does not match its checksum. Restore the file from a copy.");
        }
        return new RecordedAnswer(
                AnswerJson.readRequest(request),
                AnswerJson.readResponse(response),
                new RunId(new String(run, StandardCharsets.UTF_8)));
    }
}
