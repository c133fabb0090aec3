package dev.hone.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Digest;
import dev.hone.HoneException;
import dev.hone.InputException;
import dev.hone.testkit.file.FileServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

class DownloadTest {

    private static final int SIZE = 300_000;
    private static final Download DOWNLOAD = new Download(Duration.ofSeconds(20), 1 << 20);
    private static final Digest WRONG = new Digest("0".repeat(64));

    @TempDir Path folder;
    private final byte[] content = bytes(1);
    private FileServer server;
    private Path file;

    @BeforeEach
    void startServer() throws IOException {
        server = new FileServer();
        server.put("/f", content);
        file = folder.resolve("new/f");
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void aFileIsDownloadedOnce() throws IOException {
        List<Long> reached = new ArrayList<>();

        assertThat(
                        fetch(
                                Optional.empty(),
                                (bytes, total) -> {
                                    assertThat(total).isEqualTo(SIZE);
                                    reached.add(bytes);
                                }))
                .isTrue();
        assertThat(fetch()).isFalse();

        assertThat(file).hasBinaryContent(content);
        assertThat(reached).isSorted().endsWith((long) SIZE);
        assertThat(server.requests()).containsExactly("all");
        assertThat(names()).containsExactly("checksums.json", "f");
        assertThat(Checksums.known(file)).contains(Checksums.of(file));
    }

    @Test
    void aBrokenDownloadGoesOnWhereItStopped() throws IOException {
        breakAfter(100_000);
        assertThatThrownBy(this::fetchUntilBroken)
                .isExactlyInstanceOf(HoneException.class)
                .hasMessageContaining("broke off after 100000 of 300000 bytes")
                .hasMessageContaining("goes on from there");
        assertThat(names()).containsExactly("f.part", "f.part.etag");
        server.stopsAfter = -1;

        List<Long> reached = new ArrayList<>();
        fetch(Optional.empty(), (bytes, total) -> reached.add(bytes));

        assertThat(file).hasBinaryContent(content);
        assertThat(server.requests()).containsExactly("all", "bytes=100000- of \"v1\"");
        assertThat(reached.getFirst()).isGreaterThan(100_000);
        assertThat(names()).containsExactly("checksums.json", "f");
    }

    @Test
    void aServerWithoutRangesStartsAgain() throws IOException {
        breakAfter(100_000);
        assertThatThrownBy(this::fetchUntilBroken).isExactlyInstanceOf(HoneException.class);
        server.stopsAfter = -1;
        server.servesRanges = false;

        fetch();

        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void aPartOfAnotherVersionIsNotContinued() throws IOException {
        breakAfter(100_000);
        assertThatThrownBy(this::fetchUntilBroken).isExactlyInstanceOf(HoneException.class);
        server.stopsAfter = -1;
        server.etag = "\"v2\"";
        server.put("/f", bytes(2));

        fetch();

        assertThat(file).hasBinaryContent(bytes(2));
    }

    @Test
    void aPartThatNothingVouchesForIsNotContinued() throws IOException {
        server.etag = null;
        breakAfter(100_000);
        assertThatThrownBy(this::fetchUntilBroken).isExactlyInstanceOf(HoneException.class);
        server.stopsAfter = -1;

        fetch();

        assertThat(server.requests()).containsExactly("all", "all");
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void aPartThatIsWholeIsKept() throws IOException {
        Digest right = part(content);

        fetch(Optional.of(right), DownloadProgress.SILENT);

        assertThat(file).hasBinaryContent(content);
        assertThat(server.requests()).containsExactly("bytes=300000- of null");
    }

    @Test
    void aPartThatIsTooLongIsThrownAway() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(folder.resolve("new/f.part"), new byte[SIZE + 1]);
        Digest right = Checksums.of(Files.write(folder.resolve("right"), content));

        fetch(Optional.of(right), DownloadProgress.SILENT);

        assertThat(file).hasBinaryContent(content);
        assertThat(server.requests()).containsExactly("bytes=300001- of null", "all");
    }

    @Test
    void aWrongChecksumRemovesTheFile() throws IOException {
        assertThatThrownBy(() -> fetch(Optional.of(WRONG), DownloadProgress.SILENT))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file + " has the SHA-256 ")
                .hasMessageContaining("but must have " + WRONG)
                .hasMessageContaining("It was removed");

        assertThat(names()).isEmpty();
    }

    @Test
    void aSecondDownloadMustBringWhatTheFirstDid() throws IOException {
        fetch();
        Digest first = Checksums.of(file);
        Files.delete(file);
        server.put("/f", bytes(2));

        assertThatThrownBy(this::fetch)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("but must have " + first);
        assertThat(names()).containsExactly("checksums.json");
    }

    @Test
    void aFileThatWasChangedIsNoticed() throws IOException {
        fetch();
        Digest first = Checksums.of(file);
        Files.write(file, bytes(2));

        assertThatThrownBy(() -> Checksums.check(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it must be " + first);
        assertThat(file).exists();
        assertThatThrownBy(this::fetch)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("It was removed");
        assertThat(file).doesNotExist();
        assertThat(fetch()).isTrue();
        Checksums.check(file);
    }

    @Test
    void checksumsOfOtherFilesAreKept() throws IOException {
        server.put("/g", bytes(3));
        fetch();
        DOWNLOAD.fetch(
                server.url("/g"),
                folder.resolve("new/g"),
                Optional.empty(),
                DownloadProgress.SILENT);

        assertThat(Checksums.known(file)).contains(Checksums.of(file));
        assertThat(Checksums.known(folder.resolve("new/g"))).isPresent();
        assertThat(Checksums.known(folder.resolve("new/h"))).isEmpty();
    }

    @Test
    void aBrokenListOfChecksumsIsRefused() throws IOException {
        fetch();
        for (String list : List.of("{", "[]", "{\"f\":7}", "{\"f\":\"ABC\"}")) {
            Files.writeString(folder.resolve("new/checksums.json"), list);

            assertThatThrownBy(() -> Checksums.check(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith(folder.resolve("new/checksums.json").toString());
        }
    }

    @Test
    void aFileThatIsTooLargeIsRefused() throws IOException {
        server.put("/f", new byte[(1 << 20) + 1]);
        for (boolean says : new boolean[] {true, false}) {
            server.saysLength = says;

            assertThatThrownBy(this::fetch)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("1048576 is the most");
            assertThat(names()).isEmpty();
        }
    }

    @Test
    void aFileOfUnknownLengthIsTaken() throws IOException {
        server.saysLength = false;

        fetch(Optional.empty(), (bytes, total) -> assertThat(total).isEqualTo(-1));

        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void aDiskWithoutRoomIsSaid() throws IOException {
        server.claims = 1L << 60;
        Download unlimited = new Download(Duration.ofSeconds(20), Long.MAX_VALUE);

        assertThatThrownBy(
                        () ->
                                unlimited.fetch(
                                        server.url("/f"),
                                        file,
                                        Optional.empty(),
                                        DownloadProgress.SILENT))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("Cannot write " + file + ": it takes 1152921504606846976");
        assertThat(names()).isEmpty();
    }

    @Test
    void whatTheServerAnswersIsSaid() {
        assertThatThrownBy(() -> fetch("/missing?token=secret"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("/missing: the server answered 404")
                .hasMessageNotContaining("secret");
        server.status = 503;
        assertThatThrownBy(this::fetch)
                .isExactlyInstanceOf(HoneException.class)
                .hasMessageContaining("answered 503")
                .hasMessageContaining("later");
    }

    @Test
    void aServerThatFallsSilentIsNotWaitedForWithoutEnd() {
        Download hasty = new Download(Duration.ofMillis(300), 1 << 20);
        server.stopsAfter = 1000;
        server.closes = false;

        assertThatThrownBy(
                        () ->
                                hasty.fetch(
                                        server.url("/f"),
                                        file,
                                        Optional.empty(),
                                        DownloadProgress.SILENT))
                .isExactlyInstanceOf(HoneException.class)
                .hasMessageContaining(
                        "broke off after 1000 of 300000 bytes: nothing came for 300 ms");
    }

    @Test
    void aServerThatIsNotThereIsSaid() {
        URI gone = server.url("/f");
        server.close();

        assertThatThrownBy(
                        () -> DOWNLOAD.fetch(gone, file, Optional.empty(), DownloadProgress.SILENT))
                .isExactlyInstanceOf(HoneException.class)
                .hasMessageContaining("Check the address and the network");
    }

    @Test
    void onlyTheWebIsDownloadedFrom() {
        for (String url :
                List.of("file:///etc/hosts", "ftp://a/b", "http:/b", "b", "http://u:pw@a/b")) {
            assertThatThrownBy(
                            () ->
                                    DOWNLOAD.fetch(
                                            URI.create(url),
                                            file,
                                            Optional.empty(),
                                            DownloadProgress.SILENT))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("must begin with https://")
                    .hasMessageNotContaining("pw");
        }
    }

    private Digest part(byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        return Checksums.of(Files.write(folder.resolve("new/f.part"), bytes));
    }

    private boolean fetch() {
        return fetch(Optional.empty(), DownloadProgress.SILENT);
    }

    private boolean fetch(Optional<Digest> expected, DownloadProgress progress) {
        return DOWNLOAD.fetch(server.url("/f"), file, expected, progress);
    }

    private boolean fetch(String path) {
        return DOWNLOAD.fetch(server.url(path), file, Optional.empty(), DownloadProgress.SILENT);
    }

    private void breakAfter(int bytes) {
        server.stopsAfter = bytes;
        server.goOn = new CountDownLatch(1);
    }

    /// The server closes the connection once all it has sent lies on the disk.
    private void fetchUntilBroken() {
        fetch(
                Optional.empty(),
                (bytes, total) -> {
                    if (bytes == server.stopsAfter) {
                        server.goOn.countDown();
                    }
                });
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] bytes(long seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
