package dev.hone.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Dataset;
import dev.hone.Example;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ExampleMapperTest {

    @TempDir Path folder;

    @Test
    void takesTheUsualColumnsAndKeepsTheOthersAsVariables() {
        Path file =
                file(
                        """
                        {"id": 7, "input": "2+2", "target": 4, "accepted": ["four"], "choices": [4, 5],
                         "references": ["4", "4.0"], "level": 1e3, "hard": false, "tags": ["x"], "note": null}
                        """
                                .replace("\n", ""));

        assertThat(DatasetReader.read(file, FieldMapping.DEFAULTS))
                .containsExactly(
                        new Example(
                                "7",
                                "2+2",
                                List.of("4", "4.0", "four"),
                                List.of("4", "5"),
                                Map.of("level", "1e3", "hard", "false")));
    }

    @Test
    void takesTheColumnsTheMappingNames() {
        Path file =
                file(
                        "{\"q\": \"a\", \"gold\": [\"b\", true], \"options\": [\"b\", \"c\"],"
                                + " \"uid\": \"x1\", \"also\": [\"d\"], \"refs\": \"e\", \"input\":"
                                + " \"z\"}");

        assertThat(
                        DatasetReader.read(
                                file,
                                new FieldMapping("q", "gold", "options", "also", "refs", "uid")))
                .containsExactly(
                        new Example(
                                "x1",
                                "a",
                                List.of("b", "true", "e", "d"),
                                List.of("b", "c"),
                                Map.of("input", "z")));
    }

    @Test
    void doesNotTakeAColumnTwice() {
        Path file = file("{\"id\": \"what is it\", \"references\": [\"a\"]}");

        assertThat(DatasetReader.read(file, FieldMapping.of("id", "references")))
                .containsExactly(
                        new Example(
                                "data.jsonl/1", "what is it", List.of("a"), List.of(), Map.of()));
    }

    @Test
    void givesTheSameDigestOnEveryMachine() {
        Path file =
                file(
                        "{\"id\": \"1\", \"input\": \"hot\", \"target\": \"cold\", \"kind\":"
                            + " \"a\"}\n"
                            + "{\"id\": \"2\", \"input\": \"h\u00f6her\", \"target\": [\"tiefer\","
                            + " 1.50], \"choices\": [true, false]}\n");

        assertThat(new Dataset("any", DatasetReader.read(file, FieldMapping.DEFAULTS)).digest())
                .hasToString("bdd2eb43649b92695f34bd4a094cce21c7cb64de0458f30647235e05b1e78ac9");
    }

    @Test
    void listsTheFieldsOfARowThatLacksOne() {
        Problems.of(file("{\"input\": 1, \"target\": 2}\n{\"inputs\": \"a\", \"target\": \"b\"}\n"))
                .hasMessage(
                        "%s, line 2: there is no field \"input\"; the row has inputs, target. Did"
                                + " you mean \"inputs\"? The task file's fields section names the"
                                + " columns.");
        Problems.of(file("{}"))
                .hasMessage(
                        "%s, line 1: there is no field \"input\"; the row has none. The task file's"
                                + " fields section names the columns.");
    }

    @Test
    void needsTheColumnsTheMappingNames() {
        Problems.of(
                        file("{\"input\": 1, \"target\": 2}\n"),
                        new FieldMapping("input", "target", "options", null, null, null))
                .hasMessage(
                        "%s, line 1: there is no field \"options\"; the row has input, target. The"
                                + " task file's fields section names the columns.");
    }

    @Test
    void refusesInputsThatAreNoText() {
        Problems.of(file("{\"input\": [\"a\"], \"target\": 2}"))
                .hasMessage(
                        "%s, line 1: the field \"input\" must hold text, a number or a boolean, but"
                                + " holds a list: [\"a\"].");
        Problems.of(file("{\"input\": null, \"target\": 2}"))
                .hasMessage(
                        "%s, line 1: the field \"input\" must hold text, a number or a boolean, but"
                                + " holds null.");
        Problems.of(file("{\"input\": \"a\", \"target\": {\"b\": \"" + "c".repeat(100) + "\"}}"))
                .hasMessage(
                        "%s, line 1: the field \"target\" must hold text, a number or a boolean,"
                                + " but holds an object: {\"b\": \""
                                + "c".repeat(72)
                                + "….");
    }

    @Test
    void refusesBlankInputsAndTargets() {
        Problems.of(file("{\"input\": \" \\n\", \"target\": 2}"))
                .hasMessage(
                        "%s, line 1: the field \"input\" is blank. Fill it in, or remove the row.");
        Problems.of(file("{\"input\": \"a\", \"target\": [\"b\", \"\"]}"))
                .hasMessage(
                        "%s, line 1: the field \"target\" is blank. Fill it in, or remove the"
                                + " row.");
    }

    @Test
    void needsARightAnswerAndNoOtherList() {
        Problems.of(file("{\"input\": \"a\", \"target\": []}"))
                .hasMessage(
                        "%s, line 1: the list in field \"target\" is empty. It needs a right"
                                + " answer.");
        Path file =
                file("{\"input\": \"a\", \"target\": \"b\", \"choices\": [], \"accepted\": []}");

        assertThat(DatasetReader.read(file, FieldMapping.DEFAULTS))
                .containsExactly(Example.of("data.jsonl/1", "a", "b"));
    }

    @Test
    void refusesChoicesThatAreNoList() {
        Problems.of(file("{\"input\": \"a\", \"target\": \"b\", \"choices\": \"b or c\"}"))
                .hasMessage(
                        "%s, line 1: the field \"choices\" must be a list (in CSV a JSON list such"
                                + " as [\"a\", \"b\"]), but is a text: \"b or c\". To take another"
                                + " column, name it under fields.choices.");
    }

    @Test
    void refusesAnIdThatWasUsed() {
        Path file =
                file(
                        "{\"id\": 1, \"input\": 1, \"target\": 1}\n\n"
                                + "{\"id\": \"1\", \"input\": 2, \"target\": 2}");

        Problems.of(file)
                .hasMessage(
                        "%s, line 3: the id \"1\" is that of %s, line 1 already. Ids must be"
                                + " unique.");
    }

    private Path file(String content) {
        return Problems.file(folder, "data.jsonl", content);
    }
}
