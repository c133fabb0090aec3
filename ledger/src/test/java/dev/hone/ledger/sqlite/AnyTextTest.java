package dev.hone.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Prompt;
import dev.hone.ledger.RecordedAnswer;
import dev.hone.ledger.transfer.LedgerExport;
import dev.hone.ledger.transfer.LedgerImport;
import dev.hone.ledger.transfer.LedgerSource;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;
import dev.hone.run.StopReason;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// Any UTF-16 comes back from the file as it was, unpaired surrogates and NUL included, and from an
/// export of it.
class AnyTextTest {

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("hone-any-text");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Property(tries = 40)
    void comesBackFromFileAndExport(@ForAll("texts") List<String> texts) throws IOException {
        RunId run = new RunId(UUID.randomUUID().toString());
        Path file = folder.resolve(run + ".db");
        List<RecordedAnswer> answers =
                texts.stream().distinct().map(text -> answer(run, text)).toList();
        List<RunEvent> events = texts.stream().map(AnyTextTest::event).toList();
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            ledger.recordAll(answers);
            events.forEach(event -> ledger.append(run, event));
        }
        Path lines = folder.resolve(run + ".jsonl");
        try (SqliteLedger ledger = SqliteLedger.open(file);
                OutputStream out = Files.newOutputStream(lines)) {
            assertThat(ledger.answers()).isEqualTo(answers);
            assertThat(ledger.find(answers.getFirst().request().digest()))
                    .contains(answers.getFirst());
            assertThat(ledger.read(run, 0)).isEqualTo(events);
            LedgerExport.write(ledger, out);
        }
        try (SqliteLedger copy = SqliteLedger.open(folder.resolve(run + "-copy.db"))) {
            LedgerImport.run(LedgerSource.lines(lines), copy);
            assertThat(copy.answers()).isEqualTo(answers);
            assertThat(copy.read(run, 0)).isEqualTo(events);
        }
        assertThat(FileCheck.of(file, 10).damages()).isEmpty();
    }

    private static RecordedAnswer answer(RunId run, String text) {
        ModelRequest request =
                ModelRequest.of(
                        new ModelSettings(text, null, null, null, List.of(text), false),
                        List.of(Message.user(text)));
        return new RecordedAnswer(request, ModelResponse.of(text), run);
    }

    private static RunEvent event(String text) {
        return new RunEvent.RunFinished(StopReason.STEPS, new Prompt(text), 1);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(30),
                        Arbitraries.strings().withCharRange('\uD7F0', '\uE010').ofMaxLength(6),
                        Arbitraries.strings().withChars("\"\\\n\r\u0000\u2028é日🙂").ofMaxLength(9))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }
}
