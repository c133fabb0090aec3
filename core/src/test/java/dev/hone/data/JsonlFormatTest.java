package dev.hone.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

class JsonlFormatTest {

    @TempDir Path folder;

    @Test
    void readsOneExampleFromEachLineAndPassesOverEmptyLines() {
        Path file =
                file(
                        "{\"input\": \"hot\", \"target\": \"cold\"}\n\n"
                                + "{\"input\":\"a\",\"target\":1.50}");

        assertThat(DatasetReader.read(file, FieldMapping.DEFAULTS))
                .extracting("id", "input", "references")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "data.jsonl/1", "hot", java.util.List.of("cold")),
                        org.assertj.core.groups.Tuple.tuple(
                                "data.jsonl/2", "a", java.util.List.of("1.50")));
    }

    @Test
    void acceptsWindowsLineEndsAndAByteOrderMark() {
        Path file = file("\uFEFF{\"input\": \"hot\", \"target\": \"cold\"}\r\n");

        assertThat(DatasetReader.read(file, FieldMapping.DEFAULTS))
                .extracting("input")
                .containsExactly("hot");
    }

    @Test
    void namesLineAndColumnOfBrokenJson() {
        Problems.of(file("{\"input\": \"hot\", \"target\": \"cold\"}\n\n{\"input\": }\n"))
                .hasMessage(
                        "%s, line 3, column 11: this is not JSON: Unexpected character ('}' (code"
                                + " 125)): expected a value. Each line"
                                + " must be one JSON object.");
    }

    @Test
    void saysWhenALineEndsInsideAnObject() {
        Problems.of(file("{\n\"input\": 1}"))
                .hasMessage(
                        "%s, line 1, column 2: this is not JSON: Unexpected end-of-input: expected"
                                + " close marker for Object. Each line must be one JSON object.");
    }

    @Test
    void refusesRowsThatAreNoObjects() {
        Problems.of(file("{\"input\": 1, \"target\": 2}\n\"a\\u0007b\"\n"))
                .hasMessage(
                        "%s, line 2: a row must be a JSON object, but is a text: \"a\\u0007b\"."
                                + " Each line must be one JSON object.");
    }

    @Test
    void suggestsTheOtherExtensionForAJsonArray() {
        Problems.of(file("[{\"input\": 1, \"target\": 2}]\n"))
                .hasMessage(
                        "%s, line 1: a row must be a JSON object, but is a list: [{\"input\": 1,"
                                + " \"target\": 2}]. Maybe the file is one JSON array: name it"
                                + " .json.");
        Problems.of(file("[\n{\"input\": 1}]\n"))
                .hasMessage(
                        "%s, line 1, column 2: this is not JSON: Unexpected end-of-input: expected"
                                + " close marker for Array. Maybe the file is one JSON array: name"
                                + " it .json.");
    }

    @Test
    void refusesTwoObjectsOnALine() {
        Problems.of(file("{\"input\": 1, \"target\": 2} {}\n"))
                .hasMessage("%s, line 1: there is more than one JSON object on the line.");
    }

    @Test
    void refusesAFieldThatStandsTwice() {
        Problems.of(file("{\"input\": 1, \"input\": 2}\n"))
                .hasMessage("%s, line 1: the field \"input\" stands twice in one object.");
    }

    @Test
    void readsALineOfAlmostSixteenMegabytes() {
        String input = "x".repeat(15 * 1024 * 1024);
        Path file = file("{\"input\": \"" + input + "\", \"target\": \"y\"}\n");

        assertThat(DatasetReader.read(file, FieldMapping.DEFAULTS).getFirst().input())
                .hasSameSizeAs(input);
    }

    @Test
    void refusesALineOfTwentyMegabytes() {
        String row = "{\"input\": \"hot\", \"target\": \"cold\"}\n";
        Problems.of(file(row + row + "[" + " ".repeat(20 * 1024 * 1024 - 1)))
                .hasMessage(
                        "%s, line 3: the line is 20.0 MB long; the longest allowed is 16 MB. Maybe"
                                + " the file is one JSON array: name it .json.");
    }

    @Test
    void namesLineAndOffsetOfABadByte() {
        byte[] latin =
                "{\"input\": \"hot\",\n \"target\": \"\u00e9\"}"
                        .getBytes(StandardCharsets.ISO_8859_1);
        Problems.of(Problems.file(folder, "data.jsonl", latin))
                .hasMessage(
                        "%s, line 2: the byte E9 at offset 29 of the file is not UTF-8. Save the"
                                + " file as UTF-8.");
    }

    @Test
    void refusesACharacterThatTheFileEndsIn() {
        Problems.of(Problems.file(folder, "data.jsonl", new byte[] {'{', (byte) 0xE2, (byte) 0x82}))
                .hasMessage(
                        "%s, line 1: the byte E2 at offset 1 of the file is not UTF-8. Save the"
                                + " file as UTF-8.");
    }

    @Test
    void refusesOverlongFormsAndSurrogates() {
        for (int[] bytes :
                new int[][] {
                    {0xC0, 0x80}, {0xE0, 0x80, 0x80}, {0xED, 0xA0, 0x80}, {0xF4, 0x90, 0x80, 0x80}
                }) {
            byte[] content = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                content[i] = (byte) bytes[i];
            }
            Problems.of(Problems.file(folder, "data.jsonl", content))
                    .hasMessage(
                            "%s, line 1: the byte "
                                    + Integer.toHexString(bytes[0])
                                            .toUpperCase(java.util.Locale.ROOT)
                                    + " at offset 0 of the file is not UTF-8. Save the file as"
                                    + " UTF-8.");
        }
    }

    @Test
    void recognisesUtf16() {
        Problems.of(
                        Problems.file(
                                folder,
                                "data.jsonl",
                                "\uFEFF{}".getBytes(StandardCharsets.UTF_16LE)))
                .hasMessage(
                        "%s is not UTF-8: it starts with the bytes FF FE, as UTF-16 does. Save it"
                                + " as UTF-8.");
        Problems.of(Problems.file(folder, "data.jsonl", "{}".getBytes(StandardCharsets.UTF_16LE)))
                .hasMessage(
                        "%s, line 1: the byte at offset 1 of the file is 0, which no text has. Save"
                                + " the file as UTF-8 text.");
    }

    @Test
    void needsARow() {
        Problems.of(file("")).hasMessage("%s has no rows. At least one is needed.");
        Problems.of(file("\n \r\n")).hasMessage("%s has no rows. At least one is needed.");
    }

    private Path file(String content) {
        return Problems.file(folder, "data.jsonl", content);
    }
}
