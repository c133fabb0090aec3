package dev.hone.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class CsvFormatTest {

    @TempDir Path folder;

    @Test
    void readsQuotedValuesWithCommasQuotesAndLineEnds() {
        Path file =
                file(
                        """
                        input, target,choices
                        "one, ""two""
                        three",x,"[""x"", ""y""]"

                        four, y ,
                        """);

        assertThat(DatasetReader.read(file, FieldMapping.DEFAULTS))
                .extracting(e -> e.id() + "|" + e.input() + "|" + e.target() + "|" + e.choices())
                .containsExactly(
                        "data.csv/1|one, \"two\"\nthree|x|[x, y]", "data.csv/2|four| y |[]");
    }

    @Test
    void passesOverColumnsWithoutAName() {
        Path file = file(",input,target,note\n0,a,b,c\n");

        assertThat(DatasetReader.read(file, FieldMapping.DEFAULTS).getFirst().variables())
                .containsExactly(java.util.Map.entry("note", "c"));
    }

    @Test
    void namesRowAndPhysicalLineOfAWrongColumnCount() {
        Problems.of(file("input,target\n\"a\nb\",c\n\nd,e,f\n"))
                .hasMessage(
                        "%s, row 2 (line 5): the row has 3 columns, but the header has 2 columns:"
                                + " input, target. A value with a comma must stand in double"
                                + " quotes.");
        Problems.of(file("input,target\na\n"))
                .hasMessage(
                        "%s, row 1 (line 2): the row has 1 column, but the header has 2 columns:"
                                + " input, target. A value with a comma must stand in double"
                                + " quotes.");
    }

    @Test
    void namesTheLineWhereARowWithAnUnclosedQuoteBegins() {
        Problems.of(file("input,target\na,b\nc,\"d\ne,f\n"))
                .hasMessage(
                        "%s, row 2 (line 3): a quote is opened and never closed. Close it; quotes"
                                + " inside a value are doubled (\"\").");
        Problems.of(file("\"input,target\n"))
                .hasMessage(
                        "%s, line 1: a quote is opened and never closed. Close it; quotes inside a"
                                + " value are doubled (\"\").");
    }

    @Test
    void refusesTextBehindAClosingQuote() {
        Problems.of(file("input,target\n\"a\" b,c\n"))
                .hasMessage(
                        "%s, row 1 (line 2): this is not CSV: Unexpected character ('b' (code 98)):"
                            + " Expected column separator character (',' (code 44)) or end-of-line."
                            + " Mind that quotes inside a value are doubled (\"\").");
    }

    @Test
    void refusesAHeaderThatNamesAColumnTwice() {
        Problems.of(file("input,target, input\n"))
                .hasMessage("%s, line 1: the header names \"input\" twice, in columns 1 and 3.");
    }

    @Test
    void refusesOtherSeparators() {
        Problems.of(file("input;target\na;b\n"))
                .hasMessage(
                        "%s, row 1 (line 2): there is no field \"input\"; the row has input;target."
                                + " The task file's fields section names the columns.");
    }

    @Test
    void refusesAnEmptyTarget() {
        Problems.of(file("input,target\na,\n"))
                .hasMessage(
                        "%s, row 1 (line 2): the field \"target\" is blank. Fill it in, or remove"
                                + " the row.");
    }

    @Test
    void needsARowBelowTheHeader() {
        Problems.of(file("")).hasMessage("%s has no rows. At least one is needed.");
        Problems.of(file("input,target\n")).hasMessage("%s has no rows. At least one is needed.");
    }

    private Path file(String content) {
        return Problems.file(folder, "data.csv", content);
    }
}
