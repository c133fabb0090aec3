package dev.hone.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Digest;
import dev.hone.InputException;
import dev.hone.gguf.GgufValue;
import dev.hone.gguf.ModelFile;
import dev.hone.gguf.NetworkShape;
import dev.hone.gguf.TensorType;
import dev.hone.local.llama.LaneSettings;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;
import dev.hone.models.Models;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class LlamaEngineTest {

    private static final NetworkShape SHAPE =
            new NetworkShape(NetworkShape.Kind.LLAMA, 300, 96, 2, 2, 64, 96);

    @TempDir Path folder;

    private ModelContext context(String... variables) {
        Map<String, String> environment = new HashMap<>();
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new ModelContext(environment, Duration.ofSeconds(60), folder);
    }

    private Path tiny(String name, Map<String, GgufValue> more) {
        Map<String, GgufValue> metadata = new HashMap<>(more);
        // Files of equal content are one model.
        metadata.put("general.description", GgufValue.of(name));
        return TinyModels.write(folder.resolve(name), SHAPE, TensorType.F32, metadata, 1);
    }

    @Test
    void aSpecNamesAFileAndItsIdentityItsContent() {
        tiny("tiny.gguf", Map.of());

        ConnectedModel model = Models.standard().connect("local:tiny.gguf", context());

        assertThat(model.identity()).matches("local:tiny\\.gguf@sha256:[0-9a-f]{12}");
        assertThat(model.severalAtOnce().getAsBoolean()).isTrue();
        assertThat(
                        model.model()
                                .generate(
                                        ModelRequest.of(
                                                ModelSettings.of(model.identity(), 0, 5),
                                                List.of(Message.user("Hi"))))
                                .usage()
                                .input())
                .isEqualTo(2);
        assertThat(folder.resolve("cache/hone/models/tried")).isNotEmptyDirectory();
    }

    @Test
    void twoRolesShareOneModel() {
        tiny("shared.gguf", Map.of());

        assertThat(Models.standard().connect("local:shared.gguf", context()).model())
                .isSameAs(Models.standard().connect("local:shared.gguf", context()).model());
    }

    @Test
    void aDownloadedModelIsNamedByItsFileAlone() throws Exception {
        Path models = Files.createDirectories(folder.resolve("cache/hone/models"));
        Files.move(tiny("there.gguf", Map.of()), models.resolve("there.gguf"));

        assertThat(Models.standard().connect("local:there.gguf", context()).identity())
                .startsWith("local:there.gguf@");
        assertThatThrownBy(() -> Models.standard().connect("local:thre.gguf", context()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Did you mean \"there.gguf\"?");
    }

    /// Its header is in order, and what is wrong ends the process that runs it: a token's byte that
    /// no text can be written without.
    @Test
    void aModelThatEndsItsProcessIsAnErrorInOurs() {
        Path file =
                tiny(
                        "hostile.gguf",
                        Map.of(
                                "llama.rope.scaling.type", GgufValue.of("none of these"),
                                "llama.attention.head_count_kv", GgufValue.of(2)));

        assertThatThrownBy(
                        () ->
                                new Trial(folder.resolve("tried"))
                                        .of(ModelFile.read(file), Digest.of("hostile")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(file.toString());
        assertThat(folder.resolve("tried")).doesNotExist();
    }

    @Test
    void smallQuantizedModelsGetALaneForEachThread() {
        ModelFile model = ModelFile.read(tiny("small.gguf", Map.of()));
        LaneSettings settings =
                LlamaEngine.settings(
                        model, context("HONE_LOCAL_THREADS", "2", "HONE_LOCAL_CONTEXT", "64"));

        assertThat(settings).isEqualTo(new LaneSettings(1, 16, 1, 64, 512, true));
        ModelFile quantized =
                ModelFile.read(
                        TinyModels.write(folder.resolve("q8.gguf"), SHAPE, TensorType.Q8_0, 1));
        assertThat(
                        LlamaEngine.settings(
                                quantized,
                                context("HONE_LOCAL_THREADS", "2", "HONE_LOCAL_CONTEXT", "64")))
                .isEqualTo(new LaneSettings(2, 8, 1, 64, 512, true));
        assertThatThrownBy(() -> LlamaEngine.settings(model, context("HONE_LOCAL_CONTEXT", "97")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("whole number from 1 to 96");
    }
}
