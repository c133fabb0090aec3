package dev.hone.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.evaluation.Conversation;
import dev.hone.metric.Metrics;
import dev.hone.model.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Prompts as people have them: marked regions, system messages, placeholders.
class RegionsTest {

    @TempDir private Path folder;

    private TaskFile read(String prompt) throws IOException {
        Path file = folder.resolve("task.yaml");
        Files.writeString(file, "data: { validation: v.jsonl }\n" + prompt);
        Files.writeString(
                folder.resolve("v.jsonl"),
                "{\"input\": \"sun {{prompt}}\", \"target\": \"a\", \"product\": \"tea\"}\n");
        return TaskFile.read(file);
    }

    private List<Message> asked(TaskFile file, String prompt) {
        var task = file.task(file.loadSplits(), Metrics.exact());
        Example example = task.splits().validation().examples().getFirst();
        return Conversation.about(task, new dev.hone.Prompt(prompt), example);
    }

    @Test
    void onlyWhatIsMarkedIsThePrompt() throws IOException {
        TaskFile file =
                read(
                        """
                        prompt:
                          seed: "Of {{product}}. <editable>Be brief. </editable>End."
                        """);

        assertThat(file.prompt().seed().text()).isEqualTo("Be brief. ");
        assertThat(file.template().own()).isEmpty();
        assertThat(asked(file, "Sing.\n"))
                .containsExactly(Message.user("sun {{prompt}}\nOf tea. Sing.\nEnd."));
    }

    @Test
    void marksOnLinesOfTheirOwnLeaveNoEmptyLines() throws IOException {
        TaskFile file =
                read(
                        """
                        prompt:
                          template: |
                            First.
                            <editable>
                            Be brief.
                            </editable>
                            {{input}}
                        """);

        assertThat(file.prompt().seed().text()).isEqualTo("Be brief.");
        assertThat(asked(file, "Sing."))
                .containsExactly(Message.user("First.\nSing.\nsun {{prompt}}\n"));
    }

    @Test
    void aSystemMessageStandsBeforeTheQuestion() throws IOException {
        TaskFile file = read("prompt: { seed: Sort., system: \"Mail. {{prompt}}\" }");

        assertThat(asked(file, "Sing."))
                .containsExactly(Message.system("Mail. Sing."), Message.user("sun {{prompt}}"));
        assertThat(file.template().asked(file.prompt().seed()))
                .isEqualTo("[system]\nMail. Sort.\n\n[user]\n{{input}}");
    }

    @Test
    void severalRegionsAreOnePromptOfSeveralParts() throws IOException {
        TaskFile file =
                read(
                        """
                        prompt:
                          system: 'Mail. <editable name="style">Be brief.</editable>'
                          template: '{{input}} <editable name="format">One word.</editable>'
                        """);

        assertThat(file.prompt().seed().text())
                .isEqualTo("<style>\nBe brief.\n</style>\n<format>\nOne word.\n</format>");
        assertThat(asked(file, "<format>x</format><style>\n y </style>"))
                .containsExactly(Message.system("Mail. y"), Message.user("sun {{prompt}} x"));
    }

    @Test
    void theSettingsOfARunReadAgainAreTheSameTask() throws IOException {
        TaskFile file =
                read(
                        """
                        prompt:
                          system: 'Mail. <editable name="style">Be brief.</editable>'
                          template: '{{input}} <editable name="format">{{product}}?</editable>'
                          parts: in-turn
                        """);
        TaskFile again = TaskFile.of(file.file(), file.settings());

        assertThat(again.prompt()).isEqualTo(file.prompt());
        assertThat(again.template().own()).containsExactly("product");
        assertThat(again.prompt().inTurn()).isTrue();
    }

    @Test
    void placeholdersOfThePromptAreFilledIn() throws IOException {
        TaskFile file =
                read("prompt: { seed: \"Is {{input}} {{ product }}?\", template: \"{{prompt}}\" }");

        assertThat(asked(file, "{{product}} of {{input}} and {{other}}"))
                .containsExactly(Message.user("tea of sun {{prompt}} and {{other}}"));
        assertThat(asked(file, "Sing."))
                .containsExactly(Message.user("Sing.\nsun {{prompt}}\ntea"));
        assertThat(asked(file, "")).containsExactly(Message.user("sun {{prompt}}\ntea"));
    }

    @Test
    void bracesAreTextWhereTheFileSaysSo() throws IOException {
        TaskFile file = read("prompt: { seed: \"Say {{x}}.\", placeholders: literal }");

        assertThat(asked(file, "Say {{x}}."))
                .containsExactly(Message.user("sun {{prompt}}\nSay {{x}}."));
    }

    @Test
    void refusesPlaceholdersThatAreNoColumns() throws IOException {
        TaskFile file = read("prompt: { seed: \"Of {{produkt}}.\" }");

        assertThatThrownBy(file::load)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("task.yaml, line 2: \"prompt.seed\" names {{produkt}}")
                .hasMessageContaining("product")
                .hasMessageEndingWith("set prompt.placeholders: literal.");
        assertThatThrownBy(() -> read("prompt: { seed: \"A {{prompt}}.\" }"))
                .hasMessageContaining("contains {{prompt}}, the place where it is to stand itself");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a <editable>b <editable>c</editable> | "prompt.seed" opens an <editable> region in its line 1 inside of the one from its line 1
                    a <editable name="x">b</editable> </editable> | "prompt.seed" closes an <editable> region in its line 1
                    a <editable>b | never closes it. Put </editable> after what may change
                    a <editable>b</editable> <editable>c</editable> | has a second <editable> region without a name
                    a <editable name="x">b</editable> <editable>c</editable> | one of them has no name
                    a <editable name="X y">b</editable> | the mark <editable name="X y">
                    a <editable name="x">b</editable><editable name="x">c</editable> | region "x" in its line 1
                    """)
    void refusesWrongMarks(String seed, String problem) {
        assertThatThrownBy(() -> read("prompt: { seed: '" + seed + "' }"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(folder.resolve("task.yaml") + ", line 2: ")
                .hasMessageContaining(problem);
    }

    @Test
    void refusesTwoSeedsAndPartsWithoutOne() {
        assertThatThrownBy(
                        () ->
                                read(
                                        "prompt: { seed: a, template: '{{input}}"
                                                + " <editable>b</editable>' }"))
                .hasMessageContaining("are two seeds. Give one of them");
        assertThatThrownBy(
                        () -> read("prompt: { seed: a, template: '{{input}} {{prompt.style}}' }"))
                .hasMessageContaining("has no part \"style\"")
                .hasMessageContaining("<style>…</style>");
    }
}
