package dev.hone.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;
import dev.hone.model.ModelException;
import dev.hone.models.openai.OpenAiProvider;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;
import dev.hone.models.provider.ModelProvider;
import dev.hone.models.provider.ModelSpec;
import dev.hone.testkit.ScriptedModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class ModelsTest {

    private static final Models MODELS = Models.standard();

    @ParameterizedTest
    @CsvSource({
        "openai:gpt-4.1-mini, openai, gpt-4.1-mini",
        "ollama:qwen3:8b, ollama, qwen3:8b",
        "local:C:\\models\\a.gguf, local, C:\\models\\a.gguf",
        "bundled, bundled, ''",
    })
    void aSpecIsASchemeAndAName(String text, String scheme, String name) {
        ModelSpec spec = ModelSpec.parse(text);

        assertThat(spec).isEqualTo(new ModelSpec(scheme, name));
        assertThat(spec).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GPT 4", ":x", "/models/a.gguf"})
    void otherTextIsNoSpec(String text) {
        assertThatThrownBy(() -> ModelSpec.parse(text))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("\"" + text + "\"", "scheme:name");
    }

    @ParameterizedTest
    @CsvSource({"opnai:gpt-4.1, openai", "antropic:x, anthropic", "olama:llama3.2, ollama"})
    void anUnknownSchemeIsAnErrorWithASuggestion(String spec, String suggestion) {
        assertThatThrownBy(() -> MODELS.connect(spec, Given.environment(Map.of())))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(spec, "Did you mean \"" + suggestion + "\"?");
    }

    @Test
    void aSchemeUnlikeAnyGetsAllSchemes() {
        assertThatThrownBy(() -> MODELS.connect("mistral:x", Given.environment(Map.of())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "Known: openai, anthropic, gemini, ollama, local, bundled, recorded.");
    }

    @Test
    void aNameWithoutASchemeIsAnErrorThatSaysHowToWriteIt() {
        assertThatThrownBy(() -> MODELS.connect("gpt-4o", Given.environment(Map.of())))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("Write scheme:name, for example openai:gpt-4o.");
    }

    @Test
    void aProviderCanBeAdded() {
        ScriptedModel model = ScriptedModel.inOrder("yes");
        ModelProvider scripted =
                new ModelProvider() {
                    @Override
                    public String scheme() {
                        return "scripted";
                    }

                    @Override
                    public String usage() {
                        return "scripted:NAME";
                    }

                    @Override
                    public ConnectedModel create(ModelSpec spec, ModelContext context) {
                        return new ConnectedModel(model, spec.toString(), () -> true);
                    }
                };

        ConnectedModel connected =
                MODELS.plus(scripted).connect("scripted:a", Given.environment(Map.of()));

        assertThat(connected.model()).isSameAs(model);
        assertThat(connected.identity()).isEqualTo("scripted:a");
    }

    @ParameterizedTest
    @CsvSource({
        "openai:x, OPENAI_API_KEY",
        "anthropic:x, ANTHROPIC_API_KEY",
        "gemini:x, GEMINI_API_KEY"
    })
    void aMissingKeyIsRefusedAndSaysWhichVariableToSet(String spec, String variable) {
        assertThatThrownBy(() -> MODELS.connect(spec, Given.environment(Map.of())))
                .isInstanceOf(ModelException.Refused.class)
                .hasMessageContaining(variable);
    }

    @Test
    void aNameIsRequired() {
        assertThatThrownBy(() -> MODELS.connect("openai:", Given.environment(Map.of())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("openai:NAME");
    }

    @Test
    void theIdentityNamesAServerThatIsNotTheProvidersOwn() {
        String url = "http://127.0.0.1:8000/v1";

        assertThat(identity("openai:q", Map.of("OPENAI_BASE_URL", url + "/")))
                .isEqualTo("openai:q@" + url);
        assertThat(identity("openai:q", Map.of("OPENAI_API_KEY", Given.KEY))).isEqualTo("openai:q");
        assertThat(
                        identity(
                                "openai:q",
                                Map.of(
                                        "OPENAI_API_KEY",
                                        Given.KEY,
                                        "OPENAI_BASE_URL",
                                        "https://api.openai.com/v1/")))
                .isEqualTo("openai:q");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, ollama:m",
        "127.0.0.1:11434, ollama:m",
        "0.0.0.0, ollama:m",
        ":11434, ollama:m",
        "box:8080, ollama:m@http://box:8080",
        "https://box/ollama/, ollama:m@https://box/ollama"
    })
    void ollamasOwnWaysToWriteAHostAreUnderstood(String host, String identity) {
        assertThat(identity("ollama:m", Map.of("OLLAMA_HOST", host))).isEqualTo(identity);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://me:pa55word@host/v1",
                "https://host/v1?key=pa55word",
                "pa55word",
                "http:// pa55word"
            })
    void aBaseUrlThatIsNoneOrHoldsASecretIsAnErrorWithoutIt(String url) {
        assertThatThrownBy(() -> identity("openai:q", Map.of("OPENAI_BASE_URL", url)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("OPENAI_BASE_URL")
                .hasMessageNotContaining("pa55word")
                .hasNoCause();
    }

    @Test
    void aContextDoesNotPrintItsEnvironment() {
        ModelContext context = Given.environment(Map.of("OPENAI_API_KEY", Given.KEY));

        assertThat(context.toString()).doesNotContain(Given.KEY);
        assertThat(OpenAiProvider.endpoint(context).toString()).doesNotContain(Given.KEY);
    }

    private static String identity(String spec, Map<String, String> variables) {
        return MODELS.connect(spec, Given.environment(variables)).identity();
    }
}
