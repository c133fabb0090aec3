package dev.hone.policy.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.file.FileFailure;
import dev.hone.result.AtomicFile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Writes safetensors files.
final class SafetensorsWriter {

    /// The header is filled up with spaces so that the first tensor begins at a multiple of this.
    private static final int ALIGNMENT = 8;

    private static final JsonFactory FACTORY = new JsonFactory();

    private SafetensorsWriter() {}

    static void write(Path file, Map<String, String> metadata, Collection<Tensor> tensors) {
        checkNames(tensors);
        metadata.forEach(SafetensorsWriter::checkMetadata);
        List<Tensor> sorted =
                tensors.stream()
                        .sorted(
                                Comparator.comparingInt((Tensor tensor) -> -tensor.dtype().bytes())
                                        .thenComparing(Tensor::name))
                        .toList();
        byte[] header = header(metadata, sorted);
        Path folder = file.toAbsolutePath().getParent();
        Path name = file.getFileName();
        if (folder == null || name == null) {
            throw new InputException("Cannot write " + file + ": it is not the name of a file.");
        }
        try {
            FileFailure.checkRoom(file, folder, size(header, sorted));
            AtomicFile.write(folder, name.toString(), channel -> write(channel, header, sorted));
        } catch (IOException e) {
            throw FileFailure.unwritable(file, e);
        }
    }

    private static void checkNames(Collection<Tensor> tensors) {
        Set<String> names = new HashSet<>();
        for (Tensor tensor : tensors) {
            String name = tensor.name();
            if (name.equals(HeaderReader.METADATA)
                    || name.length() > Names.LONGEST
                    || !isUnicode(name)
                    || !names.add(name)) {
                throw new IllegalArgumentException(
                        "The name "
                                + Excerpt.of(name)
                                + " must stand once, be no longer than "
                                + Names.LONGEST
                                + " characters, be UTF-8, and not be "
                                + HeaderReader.METADATA
                                + ".");
            }
        }
    }

    private static void checkMetadata(String key, String value) {
        if (key.length() > Names.LONGEST || !isUnicode(key) || !isUnicode(value)) {
            throw new IllegalArgumentException(
                    "The metadata "
                            + Excerpt.of(key)
                            + " must be UTF-8, its key no longer than "
                            + Names.LONGEST
                            + " characters.");
        }
    }

    private static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static byte[] header(Map<String, String> metadata, List<Tensor> tensors) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(HeaderReader.METADATA);
                for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long offset = 0;
            for (Tensor tensor : tensors) {
                long end = offset + tensor.data().remaining();
                write(json, tensor, offset, end);
                offset = end;
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot fail to be written to.", e);
        }
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Tensor tensor, long begin, long end)
            throws IOException {
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", tensor.dtype().name());
        json.writeArrayFieldStart("shape");
        for (long dimension : tensor.shape()) {
            json.writeNumber(dimension);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("data_offsets");
        json.writeNumber(begin);
        json.writeNumber(end);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static long size(byte[] header, List<Tensor> tensors) {
        return Long.BYTES
                + header.length
                + tensors.stream().mapToLong(tensor -> tensor.data().remaining()).sum();
    }

    private static void write(FileChannel channel, byte[] header, List<Tensor> tensors)
            throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        writeAll(channel, length.putLong(header.length).flip());
        writeAll(channel, ByteBuffer.wrap(header));
        for (Tensor tensor : tensors) {
            writeAll(channel, tensor.data());
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
