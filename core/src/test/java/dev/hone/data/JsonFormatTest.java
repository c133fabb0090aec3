package dev.hone.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class JsonFormatTest {

    @TempDir Path folder;

    @Test
    void readsAnArrayOfObjects() {
        Path file =
                file(
                        """
                        [
                          {"input": "hot", "target": "cold"},
                          {"input": "up", "target": ["down", "below"]}
                        ]
                        """);

        assertThat(DatasetReader.read(file, FieldMapping.DEFAULTS))
                .extracting(example -> example.id() + " " + example.references())
                .containsExactly("data.json/1 [cold]", "data.json/2 [down, below]");
    }

    @Test
    void readsAFileWithoutLineEndsOfAnySize() {
        String row = "{\"input\": \"" + "x".repeat(1 << 20) + "\", \"target\": \"y\"}";
        Path file = file("[" + (row + ",").repeat(19) + row + "]");

        assertThat(DatasetReader.read(file, FieldMapping.DEFAULTS)).hasSize(20);
    }

    @Test
    void suggestsTheOtherExtensionForLines() {
        Problems.of(file("{\"input\": \"hot\"}\n{\"input\": \"up\"}\n"))
                .hasMessage(
                        "%s, line 1: the file must be one JSON array of objects, but starts with {."
                                + " Maybe each line is an object: name it .jsonl.");
    }

    @Test
    void namesRowAndLineOfWhatIsNoObject() {
        Problems.of(file("[\n{\"input\": 1, \"target\": 1},\n17]"))
                .hasMessage(
                        "%s, row 2 (line 3): a row must be a JSON object, but is a number: 17.");
    }

    @Test
    void namesLineAndColumnOfBrokenJson() {
        Problems.of(file("[\n{\"input\": 1, \"target\": 1}\n{}]"))
                .hasMessage(
                        "%s, line 3, column 1: this is not JSON: Unexpected character ('{' (code"
                                + " 123)): was expecting comma to separate Array entries.");
        Problems.of(file("[{\"input\": NaN}]"))
                .hasMessage(
                        "%s, line 1, column 15: this is not JSON: Non-standard token 'NaN'. The"
                                + " file must be one JSON array of objects.");
    }

    @Test
    void refusesWhatFollowsTheArray() {
        Problems.of(file("[{\"input\": 1, \"target\": 1}]\n[]"))
                .hasMessage("%s, line 2: there is something after the end of the array.");
    }

    @Test
    void refusesAnArrayThatIsNotClosed() {
        Problems.of(file("[{\"input\": 1, \"target\": 1}"))
                .hasMessage(
                        "%s, line 1, column 27: this is not JSON: Unexpected end-of-input: expected"
                                + " close marker for Array.");
    }

    @Test
    void refusesATextOfTwentyMegabytes() {
        Problems.of(file("[{\"input\": \"" + "x".repeat(20 << 20) + "\"}]"))
                .hasMessage(
                        "%s, row 1: a text is longer than 16 MB, a number longer than 1,000 digits,"
                            + " or a value nested deeper than 100 levels. The file must be one JSON"
                            + " array of objects.");
    }

    @Test
    void refusesDepth() {
        Problems.of(file("[{\"input\": " + "[".repeat(200) + "]".repeat(200) + "}]"))
                .hasMessage(
                        "%s, row 1: a text is longer than 16 MB, a number longer than 1,000 digits,"
                            + " or a value nested deeper than 100 levels. The file must be one JSON"
                            + " array of objects.");
    }

    @Test
    void refusesAFieldThatStandsTwice() {
        Problems.of(file("[{\"input\": 1, \"input\": 2}]"))
                .hasMessage("%s, row 1: the field \"input\" stands twice in one object.");
    }

    @Test
    void needsARow() {
        Problems.of(file("")).hasMessage("%s has no rows. At least one is needed.");
        Problems.of(file("[]")).hasMessage("%s has no rows. At least one is needed.");
    }

    private Path file(String content) {
        return Problems.file(folder, "data.json", content);
    }
}
