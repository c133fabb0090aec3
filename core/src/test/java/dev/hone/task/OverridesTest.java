package dev.hone.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;
import dev.hone.data.DataSource;
import dev.hone.data.Split;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class OverridesTest {

    @TempDir Path folder;

    @BeforeEach
    void writeTaskFile() throws IOException {
        Files.writeString(folder.resolve("prompt.txt"), "from a file");
        Files.writeString(
                folder.resolve("task.yaml"),
                "data: { validation: v.csv }\nprompt: { seed: from yaml }\nmetric: exact\n");
    }

    @Test
    void replaceWhatTheFileSays() {
        TaskFile task =
                read("metric", "f1", "limits.retries", "2", "optimizer.edit-budget.end", "3");

        assertThat(task.metric()).hasToString("f1");
        assertThat(task.limits().retries()).isEqualTo(2);
        assertThat(task.optimizer().options()).containsExactly(Map.entry("edit-budget.end", "3"));
    }

    @Test
    void areTextUnlessQuoted() {
        assertThat(seed("Answer: yes # or [no]")).isEqualTo("Answer: yes # or [no]");
        assertThat(seed("\"two\\nlines\"")).isEqualTo("two\nlines");
        assertThat(seed("'it''s'")).isEqualTo("it's");
        assertThat(seed("\"a\" or \"b\"")).isEqualTo("\"a\" or \"b\"");
        assertThat(seed("")).isEmpty();
    }

    @Test
    void replaceAValueByASectionAndBack() throws IOException {
        assertThat(read("prompt.seed.file", "prompt.txt").prompt().seed().text())
                .isEqualTo("from a file");
        Files.writeString(
                folder.resolve("task.yaml"),
                "data: { validation: v.csv }\nprompt: { seed: { file: nowhere.txt } }\n");
        assertThat(seed("given")).isEqualTo("given");
    }

    @Test
    void seePathsFromTheTaskFile() {
        assertThat(read("data.validation", "w.csv").data())
                .isEqualTo(
                        new DataSource.Separate(Map.of(Split.VALIDATION, folder.resolve("w.csv"))));
    }

    @Test
    void areNamedInMessages() {
        problem("optimizr.preset", "paper")
                .hasMessage(
                        "--set optimizr.preset=paper: unknown key \"optimizr\". Did you mean"
                                + " \"optimizer\"?");
        problem("data.trian", "t.csv")
                .hasMessage(
                        "--set data.trian=t.csv: unknown key \"data.trian\". Did you mean"
                                + " \"train\"?");
        problem("limits.retries", "many")
                .hasMessage(
                        "--set limits.retries=many: \"limits.retries\" must be a whole number of 0"
                                + " or more, but is \"many\".");
        problem("limits", "5")
                .hasMessage(
                        "--set limits=5: \"limits\" must be a section with concurrency,"
                                + " requests-per-minute, tokens-per-minute, timeout, retries,"
                                + " max-failures, but is \"5\".");
        problem("metric.name", "f1")
                .hasMessage("--set metric.name=f1: \"metric\" has no keys of its own.");
        problem("", "f1").hasMessageStartingWith("--set =f1: unknown key \"\". Known: name, data,");
        problem("optimizer.", "f1")
                .hasMessage(
                        "--set optimizer.=f1: unknown key \"optimizer.\". Known: name, preset.");
    }

    private String seed(String value) {
        return read("prompt.seed", value).prompt().seed().text();
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ?> problem(String key, String value) {
        return assertThatThrownBy(() -> read(key, value)).isInstanceOf(InputException.class);
    }

    private TaskFile read(String... keysAndValues) {
        Map<String, String> overrides = new java.util.LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            overrides.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return TaskFile.read(folder.resolve("task.yaml"), overrides);
    }
}
