package dev.hone.policy.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes files as somebody else would, right or wrong.
final class Raw {

    private Raw() {}

    /// A safetensors file of this header and that many bytes 0, 1, 2, …
    static Path write(Path file, String header, int bytes) throws IOException {
        return write(file, header.getBytes(StandardCharsets.UTF_8), bytes);
    }

    static Path write(Path file, byte[] header, int bytes) throws IOException {
        return Files.write(file, bytes(header, bytes));
    }

    static byte[] bytes(byte[] header, int bytes) {
        ByteBuffer content =
                ByteBuffer.allocate(Long.BYTES + header.length + bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header);
        for (int index = 0; index < bytes; index++) {
            content.put((byte) index);
        }
        return content.array();
    }
}
