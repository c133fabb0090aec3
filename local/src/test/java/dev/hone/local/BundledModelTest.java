package dev.hone.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;
import dev.hone.models.Models;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class BundledModelTest {

    @TempDir static Path cache;

    private static ConnectedModel connect(String spec) {
        ModelContext context =
                new ModelContext(
                        Map.of("XDG_CACHE_HOME", cache.toString()), Duration.ofMinutes(1), cache);
        return Models.standard().connect(spec, context);
    }

    @ParameterizedTest
    @CsvSource({
        "window, Write the word in capital letters., WINDOW",
        "garden, What is the first letter of the word?, g",
        "garden, Say the word twice., garden garden",
        "planet, Write the plural of the noun., planets",
        "planet, Let's think step by step., I do not know what to do."
    })
    void itDoesWhatTheInstructionSays(String input, String instruction, String answer) {
        ConnectedModel model = connect("bundled");
        ModelRequest request =
                ModelRequest.of(
                        ModelSettings.of("bundled", 0, 32),
                        List.of(Message.user(input + "\n" + instruction)));

        assertThat(model.model().generate(request).text()).isEqualTo(answer);
        assertThat(model.identity()).startsWith("bundled@sha256:");
    }

    @Test
    void aFileThatWasTamperedWithIsReplaced() throws IOException {
        Path file = BundledFile.unpacked(cache);
        byte[] right = Files.readAllBytes(file);
        Files.write(file, new byte[] {1, 2, 3});

        assertThat(BundledFile.unpacked(cache)).isEqualTo(file).hasBinaryContent(right);
    }

    @Test
    void thereIsOneAlone() {
        assertThatThrownBy(() -> connect("bundled:large"))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "The model \"bundled:large\" names a model, but there is one alone. Write"
                                + " bundled.");
    }
}
