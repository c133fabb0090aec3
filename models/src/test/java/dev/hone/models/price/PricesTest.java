package dev.hone.models.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;
import dev.hone.limit.Price;
import dev.hone.model.TokenUsage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;

class PricesTest {

    private static final Prices PUBLISHED = Prices.published();

    @TempDir private Path folder;

    @Test
    void tokensCostTheirExactPrice() {
        Price price = Objects.requireNonNull(PUBLISHED.of("openai:gpt-4.1-mini"));

        assertThat(price.of(new TokenUsage(1_000_000, 1))).isEqualByComparingTo("0.4000016");
        assertThat(price.of(TokenUsage.UNKNOWN)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai:gpt-9",
                "openai:gpt-4.1-mini@http://127.0.0.1/v1",
                "openai:gpt-4o-audio-preview",
                "mistral:x"
            })
    void whatIsNotInTheTableIsUnknown(String model) {
        assertThat(PUBLISHED.of(model)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bundled",
                "ollama:qwen3:8b@http://box:11434",
                "local:a.gguf",
                "recorded:a.jsonl@sha256:0",
                "synthetic:words"
            })
    void whatNobodyChargesForIsFree(String model) {
        assertThat(PUBLISHED.of(model)).isEqualTo(Price.FREE);
    }

    @Test
    void anOwnTableComesFirst() throws IOException {
        Prices prices =
                PUBLISHED.overriddenBy(
                        table(
                                """
                                as-of: 2025-10-31
                                models:
                                  - { model: "openai:*@http://gpu:8000/v1", input: 0, output: 0 }
                                  - { model: "openai:gpt-4.1", input: 1, output: 4.5 }
                                """));

        assertThat(prices.of("openai:q@http://gpu:8000/v1")).isEqualTo(Price.FREE);
        assertThat(Objects.requireNonNull(prices.of("openai:gpt-4.1")).outputPerMillion())
                .isEqualByComparingTo("4.5");
        assertThat(prices.of("openai:gpt-4o")).isNotNull();
    }

    @Test
    void theDayOfTwoTablesIsThatOfTheOlder() throws IOException {
        Path older = table("{as-of: 2024-01-31, models: []}");
        assertThat(PUBLISHED.overriddenBy(older).asOf()).isEqualTo(LocalDate.of(2024, 1, 31));

        Path newer = table("{as-of: 2999-12-31, models: []}");
        assertThat(PUBLISHED.overriddenBy(newer).asOf()).isEqualTo(PUBLISHED.asOf());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "as-of: soon | as-of must be a date",
                "models: [ | not YAML",
                "as-of: 2025-01-01\\nprices: [] | unknown key \"prices\"",
                "as-of: 2025-01-01\\nmodels: [{model: a, input: 1}] | output must be US dollars",
                "as-of: 2025-01-01\\nmodels: [{model: a, input: -1, output: 1}] | input must be",
                "as-of: 2025-01-01\\nmodels: [{input: 1, output: 1}] | model must be a spec"
            })
    void aWrongTableIsNamedWithWhatIsWrong(String yaml, String message) throws IOException {
        Path file = table(yaml.replace("\\n", "\n"));

        assertThatThrownBy(() -> PUBLISHED.overriddenBy(file))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("prices.yaml", message);
    }

    private Path table(String yaml) throws IOException {
        return Files.writeString(folder.resolve("prices.yaml"), yaml);
    }
}
