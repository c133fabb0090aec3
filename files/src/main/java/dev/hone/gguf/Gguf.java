package dev.hone.gguf;

import dev.hone.InputException;
import dev.hone.file.FileFailure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The header of a GGUF file, every number of which was held against the file's size: reading it
/// takes no more memory than a small multiple of the header, at most 256 MB of the file, whatever
/// the file says of itself.
///
/// @param size of the file, in bytes
/// @param version 2 or 3
/// @param metadata by key, in the file's order
/// @param tensors in the file's order; each lies wholly in the file
/// @param dataStart where the tensors' data begin
public record Gguf(
        Path file,
        long size,
        int version,
        Map<String, GgufValue> metadata,
        List<TensorInfo> tensors,
        long dataStart) {

    public Gguf {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = List.copyOf(tensors);
    }

    /// Reads a header.
    ///
    /// @throws InputException when the file cannot be read, is no GGUF of version 2 or 3, or says
    ///   something that cannot be; the message says what and where
    public static Gguf read(Path file) {
        if (!Files.exists(file)) {
            throw new InputException(
                    "The model file "
                            + file
                            + " does not exist. Check the path, or download one with hone models"
                            + " pull.");
        }
        if (!Files.isRegularFile(file)) {
            throw new InputException(file + " is not a file. A model is one file in GGUF.");
        }
        try (HeaderInput in = HeaderInput.open(file)) {
            return new HeaderReader(in).read();
        } catch (IOException e) {
            throw FileFailure.unreadable(file, e);
        }
    }
}
