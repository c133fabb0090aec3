package dev.hone.policy.weights;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.file.FileFailure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A file of tensors in the safetensors format: the length of the header as 8 bytes, the header in
/// JSON (a type, a shape and two offsets for each name), then the tensors' bytes without a gap.
///
/// Reading maps the file; only the header goes through the heap. A file is read as a whole or
/// refused: what does not keep the format to the byte is an [InputException], whatever it holds.
///
/// @param file where it was read, for messages
/// @param metadata the texts under `__metadata__`, in the order of the file
/// @param tensors by name, in the order of their bytes
public record Safetensors(Path file, Map<String, String> metadata, Map<String, Tensor> tensors) {

    /// The longest header that is read, in bytes.
    static final long LONGEST_HEADER = 100_000_000;

    public Safetensors {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /// @throws InputException when it is missing, not readable, or not a safetensors file
    public static Safetensors read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    file
                            + (Files.exists(file) ? " is not a file" : " does not exist")
                            + ". Name a file in the safetensors format.");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(file, channel);
        } catch (IOException e) {
            throw FileFailure.unreadable(file, e);
        }
    }

    /// Writes the tensors, those with the largest elements first, then by name, each aligned to its
    /// elements; the same tensors give the same bytes in any order. The file is there in full and
    /// durable when the call returns, or as it was before.
    ///
    /// @throws InputException when the file cannot be written
    /// @throws IllegalArgumentException when a name stands twice, is longer than 512 characters, is
    ///   not to be written in UTF-8, or is `__metadata__`
    public static void write(Path file, Map<String, String> metadata, Collection<Tensor> tensors) {
        SafetensorsWriter.write(file, metadata, tensors);
    }

    /// @throws InputException when there is no such tensor
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new InputException(
                    file
                            + " holds no tensor "
                            + Excerpt.of(name)
                            + ", but "
                            + Names.listed(tensors.keySet())
                            + ".");
        }
        return tensor;
    }

    private static Safetensors read(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new InputException(
                    file
                            + " is not a safetensors file: it has "
                            + size
                            + " bytes, and the length of the header alone takes 8.");
        }
        long length =
                channel.map(FileChannel.MapMode.READ_ONLY, 0, Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong();
        long most = Math.min(LONGEST_HEADER, size - Long.BYTES);
        if (length < 2 || length > most) {
            throw new InputException(
                    file
                            + " is not a safetensors file: its header would have "
                            + Long.toUnsignedString(length)
                            + " bytes, and must have 2 to "
                            + most
                            + ". The file may have been cut off.");
        }
        ByteBuffer text = channel.map(FileChannel.MapMode.READ_ONLY, Long.BYTES, length);
        Header header = new HeaderReader(file).read(text);
        long first = Long.BYTES + length;
        List<Header.Entry> entries = header.inOrder(file, size - first);
        return new Safetensors(file, header.metadata(), new Regions(channel, first).map(entries));
    }
}
