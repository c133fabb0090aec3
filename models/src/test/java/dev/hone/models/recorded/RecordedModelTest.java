package dev.hone.models.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.hone.InputException;
import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelException;
import dev.hone.model.ModelResponse;
import dev.hone.model.TokenUsage;
import dev.hone.models.Given;
import dev.hone.models.Models;
import dev.hone.models.http.Json;
import dev.hone.models.provider.ModelContext;
import dev.hone.testkit.LanguageModelContract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

class RecordedModelTest extends LanguageModelContract {

    @TempDir private Path folder;

    @Override
    protected LanguageModel modelAnswering(List<Message> conversation, String answer) {
        List<Map<String, String>> messages =
                conversation.stream()
                        .map(
                                m ->
                                        Map.of(
                                                "role",
                                                m.role().name().toLowerCase(Locale.ROOT),
                                                "content",
                                                m.text()))
                        .toList();
        try {
            return recording(
                    Json.MAPPER.writeValueAsString(
                            Map.of(
                                    "messages",
                                    messages,
                                    "completions",
                                    Collections.nCopies(4, answer))));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected boolean obeysTokenLimit() {
        return false;
    }

    @Test
    void theLineWithAsManyCompletionsAsAskedAnswers() {
        RecordedModel model =
                recording(
                        """
                        {"prompt": "Say something.", "completion": "a"}

                        {"prompt": "Say something.", "completions": ["b", "c"],
                         "usage": {"inputTokens": 3, "outputTokens": 2}}
                        """
                                .replace(",\n", ","));

        ModelResponse two = model.generate(Given.samples(2, 9));

        assertThat(two.completions()).extracting(Completion::text).containsExactly("b", "c");
        assertThat(two.usage()).isEqualTo(new TokenUsage(3, 2));
        assertThat(model.generate(Given.samples(1, 9)).text()).isEqualTo("a");
        assertThat(model.generate(Given.samples(3, 9)).completions())
                .extracting(Completion::text)
                .containsExactly("a", "b", "c");
    }

    @Test
    void whatIsNotRecordedIsRejectedWithAnExcerpt() {
        RecordedModel model = recording("{\"prompt\": \"Hi\", \"completion\": \"Hello\"}");

        assertThatThrownBy(() -> model.generate(Given.question("Who are you?")))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContainingAll("answers.jsonl", "0 of 1", "Who are you?");
        assertThatThrownBy(() -> model.generate(Given.samples(2, 1)))
                .isInstanceOf(ModelException.Rejected.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"prompt\": | not JSON",
                "[1] | must be a JSON object",
                "{\"completion\": \"x\"} | neither",
                "{\"prompt\": \"x\", \"messages\": [], \"completion\": \"x\"} | both",
                "{\"prompt\": 3, \"completion\": \"x\"} | prompt must be a text",
                "{\"prompt\": \"x\", \"completions\": []} | at least one",
                "{\"prompt\": \"x\", \"completions\": [null]} | completions must be texts",
                "{\"messages\": [{\"role\": \"bot\"}], \"completion\": \"x\"} | role must be",
                "{\"prompt\": \"x\", \"completion\": \"y\", \"usage\": {}} | usage must have",
            })
    void aWrongLineIsNamedWithWhatIsWrong(String line, String message) {
        assertThatThrownBy(() -> recording("{\"prompt\":\"a\",\"completion\":\"b\"}\n" + line))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("answers.jsonl:2: ", message);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> RecordedModel.read(folder.resolve("none.jsonl")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("none.jsonl does not exist");
    }

    @Test
    void theIdentityChangesWithTheContentAndNotWithTheFolder() throws IOException {
        recording("{\"prompt\": \"Hi\", \"completion\": \"Hello\"}");
        String first = identity("answers.jsonl");
        Files.createDirectory(folder.resolve("sub"));
        Files.copy(folder.resolve("answers.jsonl"), folder.resolve("sub/answers.jsonl"));

        assertThat(identity("sub/answers.jsonl")).isEqualTo(first).startsWith("recorded:answers");

        recording("{\"prompt\": \"Hi\", \"completion\": \"Bye\"}");
        assertThat(identity("answers.jsonl")).isNotEqualTo(first);
    }

    private String identity(String name) {
        ModelContext context = new ModelContext(Map.of(), Duration.ofSeconds(1), folder);
        return Models.standard().connect("recorded:" + name, context).identity();
    }

    private RecordedModel recording(String lines) {
        try {
            return RecordedModel.read(Files.writeString(folder.resolve("answers.jsonl"), lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
