package dev.hone.cli;

import dev.hone.Task;
import dev.hone.data.DataSource;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;
import dev.hone.task.TaskFile;
import dev.hone.testkit.FaultServer;
import dev.hone.testkit.synthetic.Skills;
import dev.hone.testkit.synthetic.SyntheticModel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A task of some hundred calls, and a server that answers them by known rules: what a whole run
/// costs in time is its calls.
record SmallTask(Path file) {

    private static final Skills SKILLS =
            new Skills(
                    Stream.of("turn", "word", "last", "twice", "loud", "order")
                            .map(
                                    cue ->
                                            new Skills.Skill(
                                                    cue,
                                                    0.3,
                                                    List.of(cue),
                                                    List.of("Mind the " + cue + ".")))
                            .toList(),
                    List.of("Take your time.", "Be careful.", "Read it again."));

    /// @param examples of validation, and of test
    /// @param settings further lines of the task file
    static SmallTask in(Path folder, int examples, String settings) throws IOException {
        write(folder, "train", 8);
        write(folder, "validation", examples);
        write(folder, "test", examples);
        Path file = folder.resolve("task.yaml");
        Files.writeString(
                file,
                """
                name: small
                data: { train: train.jsonl, validation: validation.jsonl, test: test.jsonl }
                prompt: { seed: "Think.", template: Q_end }
                metric: exact
                task-model: { spec: "openai:test-model", temperature: 0, max-tokens: 64 }
                optimizer-model: { spec: "openai:test-model", temperature: 1.0, max-tokens: 128 }
                optimizer: { name: gpo, candidates: 4, momentum: importance }
                """
                        + settings);
        return new SmallTask(file);
    }

    private static void write(Path folder, String split, int examples) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < examples; i++) {
            lines.append(
                    "{\"input\": \"%s %d\", \"target\": \"%s answer %d\"}\n"
                            .formatted(split, i, split, i));
        }
        Files.writeString(folder.resolve(split + ".jsonl"), lines);
    }

    FaultServer.Builder server() {
        TaskFile task = TaskFile.read(file);
        DataSource.Loaded loaded = task.load();
        Task known = Task.of("known", loaded.splits(), task.template(), (t, e) -> t, (p, e) -> 0);
        SyntheticModel model = new SyntheticModel(SKILLS, known);
        return FaultServer.answeringEach(
                        (request, sample) ->
                                model.generate(
                                                new ModelRequest(
                                                        ModelSettings.of("test", 0, 512),
                                                        request.messages(),
                                                        request.samples(),
                                                        request.seed()))
                                        .completions()
                                        .get(sample)
                                        .text())
                .recording(false);
    }

    /// A command line in the task's folder that finds the server.
    Cli cli(FaultServer server) {
        return new Cli(folder())
                .with("OPENAI_BASE_URL", server.baseUrl())
                .with("OPENAI_API_KEY", "sk-planted-secret");
    }

    Path folder() {
        return java.util.Objects.requireNonNull(file.getParent());
    }
}
