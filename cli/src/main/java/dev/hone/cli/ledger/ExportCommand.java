package dev.hone.cli.ledger;

import dev.hone.InputException;
import dev.hone.Suggestion;
import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.LedgerOption;
import dev.hone.cli.terminal.Terminal;
import dev.hone.file.FileFailure;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.ledger.transfer.FlatTable;
import dev.hone.ledger.transfer.LedgerExport;
import dev.hone.parquet.ParquetTable;
import dev.hone.result.AtomicFile;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// `hone ledger export`: copies a ledger out, whole as lines or in part as a table.
@Command(
        name = "export",
        description =
                "Writes everything as JSON lines, which import takes back, or a table for analysis"
                        + " as CSV or Parquet.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";
    private static final List<String> TABLES = List.of("answers", "evaluations");

    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "What to write: NAME.jsonl, NAME.csv, NAME.parquet, or - for lines.")
    private String target = "";

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "For CSV and Parquet: answers or evaluations. Default: answers.")
    private @Nullable String table;

    @Mixin private LedgerOption ledger = new LedgerOption();

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Content content = content();
        LedgerPlace place = ledger.existing(terminal);
        try (Ledger from = place.open()) {
            if (target.equals(STANDARD_OUTPUT)) {
                OutputStream out = new BufferedOutputStream(terminal.out());
                content.write(from, out);
                out.flush();
                requireWritten();
            } else {
                write(from, content);
            }
        }
        return ExitCode.DONE.code();
    }

    private Content content() {
        String name = target.toLowerCase(Locale.ROOT);
        if (target.equals(STANDARD_OUTPUT) || name.endsWith(".jsonl")) {
            if (table != null) {
                throw new InputException(
                        "--table is for CSV and Parquet; lines hold everything. Name a file that"
                                + " ends in .csv or .parquet, or leave --table out.");
            }
            return LedgerExport::write;
        }
        FlatTable chosen = table();
        if (name.endsWith(".csv")) {
            return (from, out) -> CsvTable.write(chosen, from, out);
        }
        if (name.endsWith(".parquet")) {
            return (from, out) -> ParquetTable.write(chosen, from, out);
        }
        throw new InputException(
                "The name \""
                        + target
                        + "\" does not say what to write. Right would be a name that ends in"
                        + " .jsonl, .csv or .parquet, or - for lines on standard output.");
    }

    private FlatTable table() {
        String name = table == null ? TABLES.getFirst() : table;
        return switch (name) {
            case "answers" -> FlatTable.answers();
            case "evaluations" -> FlatTable.evaluations();
            default ->
                    throw new InputException(
                            "There is no table \"" + name + "\"." + Suggestion.of(name, TABLES));
        };
    }

    private void write(Ledger from, Content content) {
        Path file = terminal.resolve(Path.of(target));
        Path folder = file.getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new InputException(file + " is a folder. Name a file.");
        }
        try {
            Files.createDirectories(folder);
            AtomicFile.write(
                    folder,
                    String.valueOf(file.getFileName()),
                    channel -> {
                        OutputStream out =
                                new BufferedOutputStream(Channels.newOutputStream(channel));
                        content.write(from, out);
                        out.flush();
                    });
        } catch (IOException e) {
            throw FileFailure.unwritable(file, e);
        }
        terminal.err().println("written: " + terminal.shown(file));
    }

    private void requireWritten() {
        if (terminal.out().checkError()) {
            throw new InputException(
                    "Standard output was closed before everything was written; what came out is"
                            + " not whole.");
        }
    }

    /// Something that is written from a ledger.
    @FunctionalInterface
    private interface Content {
        void write(Ledger from, OutputStream out) throws IOException;
    }
}
