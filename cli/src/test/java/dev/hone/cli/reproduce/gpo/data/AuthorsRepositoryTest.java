package dev.hone.cli.reproduce.gpo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hone.HoneException;
import dev.hone.InputException;
import dev.hone.cli.reproduce.gpo.paper.Paper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class AuthorsRepositoryTest {

    @TempDir private Path home;
    @TempDir private Path folder;

    @BeforeEach
    void publish() throws Exception {
        git("init", "--quiet");
        write("wsc/train.jsonl", "{\"input\": \"Who? (A) I (B) you\", \"output\": \"(A)\"}\n");
        write("wsc/eval.jsonl", "{\"input\": \"Whom? (A) me (B) you\", \"output\": \"(B)\"}\n");
        write("wsc/test.jsonl", "{\"input\": \"Whose? (A) my (B) your\", \"output\": \"(A)\"}\n");
        Files.writeString(home.resolve("code.py"), "print()\n");
        commit();
    }

    private void write(String name, String text) throws IOException {
        Path file = home.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void commit() throws Exception {
        git("add", ".");
        git("commit", "--quiet", "--message", "Publish");
    }

    private String git(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of("git", "-c", "user.name=A", "-c", "user.email=a@example.org"));
        command.addAll(List.of(arguments));
        Process git =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String said = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(git.waitFor()).isZero();
        return said;
    }

    private AuthorsRepository published() throws Exception {
        return new AuthorsRepository(home.toUri().toString(), git("rev-parse", "HEAD"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void itsSplitsAreWhatTheBenchmarkIsReadFrom() throws Exception {
        assertThat(published().fetchInto(folder)).isTrue();

        assertThat(names()).containsExactly("GPO");
        assertThat(folder.resolve("GPO/data/wsc/test.jsonl")).content().contains("Whose?");
        assertThat(folder.resolve("GPO/code.py")).doesNotExist();
        PaperData wsc =
                new BenchmarkFiles(folder)
                        .read(Paper.read().tasks(List.of("wsc")).getFirst(), "its home");
        assertThat(wsc.dealt()).isTrue();
        assertThat(wsc.splits().test().examples().getFirst().input()).contains("Whose?");
    }

    @Test
    void whatIsThereIsLeftAsItIs() throws Exception {
        Files.createDirectories(folder.resolve("GPO/data"));

        assertThat(published().fetchInto(folder)).isFalse();

        assertThat(folder.resolve("GPO/data")).isEmptyDirectory();
    }

    @Test
    void filesThatWereChangedSinceAreNotFetched() throws Exception {
        AuthorsRepository first = published();
        write("wsc/test.jsonl", "{\"input\": \"Changed? (A) (B)\", \"output\": \"(B)\"}\n");
        git("add", ".");
        git("commit", "--quiet", "--amend", "--message", "Change");
        git("reflog", "expire", "--expire=now", "--all");
        git("gc", "--quiet", "--prune=now");

        assertThatExceptionOfType(HoneException.class)
                .isThrownBy(() -> first.fetchInto(folder))
                .withMessageContaining("commit " + first.commit() + ": git says")
                .withMessageContaining("Nothing was kept.");
        assertThat(names()).isEmpty();
    }

    @Test
    void aRepositoryThatCannotBeReachedIsNamedWithTheReason() throws Exception {
        AuthorsRepository gone =
                new AuthorsRepository(home.resolve("gone").toUri().toString(), "0".repeat(40));

        assertThatExceptionOfType(HoneException.class)
                .isThrownBy(() -> gone.fetchInto(folder))
                .withMessageContaining("could not be fetched from " + gone.url())
                .withMessageContaining("does not appear to be a git repository");
        assertThat(names()).isEmpty();
    }

    @Test
    void aFolderThatIsAFileIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("data"), "");
        AuthorsRepository published = published();

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> published.fetchInto(file))
                .withMessageContaining("Cannot write");
    }

    @Test
    void thePublishedCommitIsWhole() {
        assertThat(AuthorsRepository.PUBLISHED.commit()).matches("[0-9a-f]{40}");
        assertThat(AuthorsRepository.PUBLISHED.shortCommit()).isEqualTo("765df20");
    }
}
