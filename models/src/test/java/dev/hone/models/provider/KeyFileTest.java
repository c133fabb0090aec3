package dev.hone.models.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

class KeyFileTest {

    private static final String VARIABLE = "OPENAI_API_KEY";

    @TempDir private Path folder;

    private Path file;

    @BeforeEach
    void writeAKey() throws IOException {
        file = folder.resolve("key");
        write("planted-key\n");
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
        permit("rw-------");
    }

    private void permit(String permissions) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }

    private ModelContext context(Map<String, String> environment) {
        return new ModelContext(environment, Duration.ofSeconds(1), Path.of("elsewhere"));
    }

    private ModelContext context() {
        return context(Map.of(VARIABLE + "_FILE", file.toString()));
    }

    @Test
    void theKeyOfAPrivateFileIsRead() throws IOException {
        assertThat(context().key(VARIABLE)).isEqualTo("planted-key");
        assertThat(context().keyVariable(VARIABLE)).isEqualTo("OPENAI_API_KEY_FILE");
        permit("r--------");
        assertThat(context().key("OTHER", VARIABLE)).isEqualTo("planted-key");
        assertThat(context(Map.of()).key(VARIABLE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-"})
    void aFileThatOthersMayReadOrWriteIsRefused(String permissions) throws IOException {
        Assumptions.assumeTrue(
                file.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "This file system knows no owners.");
        permit(permissions);
        assertThatThrownBy(() -> context().key(VARIABLE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("OPENAI_API_KEY_FILE: " + file)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining("planted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "planted one\nplanted two\n", "planted\u0000", "plänted"})
    void aFileThatHoldsNoKeyIsRefusedWithoutBeingQuoted(String text) throws IOException {
        write(text);
        assertThatThrownBy(() -> context().key(VARIABLE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("one key, on one line")
                .hasMessageNotContaining("nted");
    }

    @Test
    void aFileThatIsTooLongIsRefused() throws IOException {
        write("k".repeat(20_000));
        assertThatThrownBy(() -> context().key(VARIABLE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("one key");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> context(Map.of(VARIABLE + "_FILE", "/no/such/key")).key(VARIABLE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is not a file");
    }

    @Test
    void aKeyAndAFileTogetherAreRefused() {
        Map<String, String> both = Map.of(VARIABLE, "planted", VARIABLE + "_FILE", file.toString());
        assertThatThrownBy(() -> context(both).key(VARIABLE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("both set")
                .hasMessageNotContaining("planted");
    }
}
