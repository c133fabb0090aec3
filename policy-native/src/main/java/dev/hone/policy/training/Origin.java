package dev.hone.policy.training;

import dev.hone.Digest;
import dev.hone.policy.gpt2.Parameters;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// What a training starts from, by which a checkpoint is known as its own.
///
/// @param data of the rows, in their order
/// @param start of the weights before the first step
record Origin(Digest data, Digest start) {

    /// Reads all weights: a second for GPT-2 small.
    static Origin of(List<TrainingRow> rows, Parameters parameters) {
        return new Origin(digest(out -> write(rows, out)), digest(out -> write(parameters, out)));
    }

    private static void write(List<TrainingRow> rows, DataOutputStream out) throws IOException {
        for (TrainingRow row : rows) {
            out.writeDouble(row.reward());
            out.writeDouble(row.weight());
            for (int[] tokens : List.of(row.query(), row.prompt())) {
                out.writeInt(tokens.length);
                for (int token : tokens) {
                    out.writeInt(token);
                }
            }
        }
    }

    private static void write(Parameters parameters, DataOutputStream out) throws IOException {
        for (Map.Entry<String, Tensor> entry : parameters.all().entrySet()) {
            out.writeUTF(entry.getKey());
            try (PointerScope scope = new PointerScope()) {
                byte[] piece = new byte[1 << 16];
                ByteBuffer bytes =
                        CheckpointTensors.bytes(entry.getValue().detach().cpu().contiguous());
                while (bytes.hasRemaining()) {
                    int length = Math.min(piece.length, bytes.remaining());
                    bytes.get(piece, 0, length);
                    out.write(piece, 0, length);
                }
            }
        }
    }

    private static Digest digest(Content content) {
        try (DigestOutputStream sha256 =
                        new DigestOutputStream(
                                OutputStream.nullOutputStream(),
                                MessageDigest.getInstance("SHA-256"));
                DataOutputStream out = new DataOutputStream(sha256)) {
            content.writeTo(out);
            out.flush();
            return new Digest(HexFormat.of().formatHex(sha256.getMessageDigest().digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform provides SHA-256.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }
}
