package dev.hone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hone.InputException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What is said about a file that is wrong.
record Problems(Path file, Throwable thrown) {

    static Path file(Path folder, String name, String content) {
        return file(folder, name, content.getBytes(StandardCharsets.UTF_8));
    }

    static Path file(Path folder, String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Problems of(Path file) {
        return of(file, FieldMapping.DEFAULTS);
    }

    static Problems of(Path file, FieldMapping fields) {
        return new Problems(file, catchThrowable(() -> DatasetReader.read(file, fields)));
    }

    /// @param message with `%s` for the file
    void hasMessage(String message) {
        assertThat(thrown)
                .isInstanceOf(InputException.class)
                .hasMessage(message.replace("%s", file.toString()));
    }
}
