package dev.hone.bench.landscapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.testkit.synthetic.ResponseSurface;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

class LandscapeCampaignTest {

    private static final String POOL =
            """
            {"prompt": "Name it.", "accuracy": {"flat": 0.5, "steep": 0.1}}
            {"prompt": "Name the thing {x}.", "accuracy": {"flat": 0.5, "steep": 0.4}}
            {"prompt": "name  it.", "accuracy": {"flat": 0.9, "steep": 0.9}}
            {"prompt": "What is it called?", "accuracy": {"flat": 0.6, "steep": 0.8}}
            {"prompt": "What is it?", "accuracy": {"flat": 0.6, "steep": 0.6}}
            """;

    private static Path data(Path folder) throws IOException {
        Path suite = Files.createDirectories(folder.resolve("data/suite"));
        Files.writeString(suite.resolve("b.jsonl"), POOL);
        Files.writeString(suite.resolve("a.jsonl"), POOL);
        Files.writeString(suite.resolve("c.jsonl"), POOL);
        return folder.resolve("data");
    }

    @Test
    void recordedLandscapesAreOfTheFirstTasksAndTheModelThatSpreadsTheMost(@TempDir Path folder)
            throws IOException {
        List<Landscape> landscapes = RecordedLandscapes.read(data(folder), 0, 2);

        assertThat(landscapes)
                .extracting(Landscape::name)
                .containsExactly("suite-a-steep", "suite-b-steep");
        Landscape first = landscapes.getFirst();
        assertThat(first.seed()).isEqualTo("Name the thing {x}.");
        ResponseSurface surface = TaskFolder.write(folder.resolve("task"), first, 50).surface();
        assertThat(surface.best()).isEqualTo(0.8);
        assertThat(surface.score("Name it.")).isEqualTo(0.1);
        assertThat(RecordedLandscapes.read(data(folder), 2, 2))
                .extracting(Landscape::name)
                .containsExactly("suite-c-steep");
    }

    @Test
    void theSyntheticLandscapesAreOfFourKindsAndTheirBestIsFarAboveTheirSeed(@TempDir Path folder)
            throws IOException {
        assertThat(SyntheticLandscapes.all()).hasSize(4);
        for (Landscape landscape : SyntheticLandscapes.all()) {
            ResponseSurface surface =
                    TaskFolder.write(folder.resolve(landscape.name()), landscape, 20).surface();
            assertThat(surface.best()).isBetween(0.85, 1.0);
            assertThat(surface.score(landscape.seed())).isLessThan(0.25);
        }
    }

    private static String run(Path folder, String... numbers)
            throws IOException, InterruptedException, ExecutionException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        String[] args =
                Stream.concat(
                                Stream.of(
                                        "--data",
                                        data(folder).toString(),
                                        "--methods",
                                        "gpo;ape, small"),
                                Stream.of(numbers))
                        .toArray(String[]::new);
        LandscapeCampaign.run(
                CampaignSettings.parse(folder.resolve("out"), args), new PrintStream(printed));
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everySearchIsJudgedByTheTrueScoreAndNoneIsMadeTwice(@TempDir Path folder)
            throws IOException, InterruptedException, ExecutionException {
        String[] small = {"seeds=2", "calls=400", "validation=20", "tasks=1"};
        String first = run(folder, small);

        assertThat(first)
                .contains("| method | 250 calls | calls used |")
                .contains("### additive", "### suite-a-steep", "| ape, small |");
        List<String> runs = Files.readAllLines(folder.resolve("out/runs.csv"));
        assertThat(runs).hasSize(1 + 5 * 2 * 2);
        assertThat(runs.stream().filter(line -> line.startsWith("suite-a-steep")))
                .allSatisfy(
                        line ->
                                assertThat(
                                                Double.parseDouble(
                                                        line.split(",")[
                                                                line.contains("\"ape") ? 8 : 7]))
                                        .isIn(0.1, 0.4, 0.6, 0.8));
        assertThat(folder.resolve("out/curves.svg")).content().contains("<svg", "ape, small");
        assertThat(Files.readAllLines(folder.resolve("out/curves.csv"))).hasSize(1 + 5 * 2 * 100);

        FileTime ledger = Files.getLastModifiedTime(folder.resolve("out/additive/ledger.db"));
        assertThat(run(folder, small)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(folder.resolve("out/additive/ledger.db")))
                .isEqualTo(ledger);
    }

    @Test
    void settingsAreReadOrRefused() {
        CampaignSettings settings =
                CampaignSettings.parse(Path.of("out"), "seeds=3", "--methods", "gpo;capo");
        assertThat(settings.seeds()).isEqualTo(3);
        assertThat(settings.calls()).isEqualTo(4_000);
        assertThat(settings.data()).isNull();
        assertThat(settings.methods()).isEqualTo(Set.of("gpo", "capo"));
        assertThatThrownBy(() -> CampaignSettings.parse(Path.of("out"), "seed=3"))
                .hasMessageContaining("seed is not");
        assertThatThrownBy(() -> CampaignSettings.parse(Path.of("out"), "--data"))
                .hasMessageContaining("--data is not");
    }

    @Test
    void aMethodThatThereIsNotIsRefusedWithThoseThereAre() {
        assertThatThrownBy(
                        () -> CampaignSettings.parse(Path.of("out"), "--methods", "gpo;gradient"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("gradient is no method; there are")
                .hasMessageContaining("gpo")
                .hasMessageContaining("opro");
        assertThat(CampaignSettings.parse(Path.of("out"), "--methods", "gpo;opro").methods())
                .containsExactlyInAnyOrder("gpo", "opro");
    }
}
