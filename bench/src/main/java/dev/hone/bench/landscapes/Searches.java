package dev.hone.bench.landscapes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.hone.Digest;
import dev.hone.testkit.synthetic.ResponseSurface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// All searches on one landscape, by `hone compare`. What was searched stays in the folder: a
/// comparison that is there in full is read, one that was interrupted goes on from its ledger.
record Searches(CampaignSettings settings, TaskFolder folder) {

    /// By method, then by seed.
    List<Course> courses() throws IOException {
        List<Course> courses = new ArrayList<>();
        ResponseSurface surface = folder.surface();
        for (List<Method> group : Method.groups(settings.methods())) {
            Map<String, String> labels =
                    group.stream().collect(Collectors.toMap(Method::optimizer, Method::label));
            for (JsonNode run : comparison(group, surface).get("results")) {
                String label = labels.get(run.get("optimizer").asText());
                courses.add(
                        Course.of(folder.landscape().name(), String.valueOf(label), run, surface));
            }
        }
        return courses;
    }

    private JsonNode comparison(List<Method> group, ResponseSurface surface) throws IOException {
        String names = group.stream().map(Method::optimizer).collect(Collectors.joining(","));
        String id =
                Digest.of(
                                names,
                                group.getFirst().section().toString(),
                                surface.toString(),
                                settings.seeds() + " " + settings.calls(),
                                settings.validation() + "")
                        .abbreviated();
        Path out = folder.path().resolve("compared-" + id);
        Path done = out.resolve("compare.json");
        if (!Files.exists(done)) {
            compare(folder.task("task-" + id, group.getFirst()), names, out);
        }
        return JsonMapper.builder().build().readTree(Files.readString(done));
    }

    private void compare(Path task, String optimizers, Path out) throws IOException {
        Path log = folder.path().resolve(out.getFileName() + ".log");
        ProcessBuilder hone =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.hone.cli.Hone",
                        "compare",
                        task.toString(),
                        "--optimizers",
                        optimizers,
                        "--seeds",
                        settings.seeds() + "",
                        "--stop-after",
                        "calls=" + settings.calls(),
                        "--ledger",
                        folder.path().resolve("ledger.db").toString(),
                        "--out",
                        out.toString());
        hone.directory(folder.path().toFile());
        hone.redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = hone.start();
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("hone compare ended with " + code + "; see " + log + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while optimizers were compared.", e);
        } finally {
            process.destroy();
        }
    }
}
