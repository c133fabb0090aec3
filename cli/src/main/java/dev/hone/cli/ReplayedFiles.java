package dev.hone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.hone.InputException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The files of a run that was made again from its ledger, beside the original's.
///
/// @param files by name, what became of each that the original has; empty when the original has
///   none
record ReplayedFiles(Map<String, Comparison> files) {

    private static final List<String> FILES =
            List.of("prompt.txt", "request.txt", "trajectory.jsonl", "report.html", "result.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param same whether all bytes are equal
    /// @param fields of result.json that differ; empty for other files
    record Comparison(boolean same, List<String> fields) {}

    /// @param original the folder of the run
    /// @param again the folder of the run made again
    static ReplayedFiles compare(Path original, Path again) {
        try {
            return new ReplayedFiles(compared(original, again));
        } catch (IOException e) {
            throw new InputException("Cannot compare " + original + " with " + again + ": " + e, e);
        }
    }

    /// Whether there was something to compare, and all of it is the same.
    boolean isSame() {
        return !files.isEmpty() && files.values().stream().allMatch(Comparison::same);
    }

    private static Map<String, Comparison> compared(Path original, Path again) throws IOException {
        Map<String, Comparison> files = new LinkedHashMap<>();
        for (String name : FILES) {
            Path before = original.resolve(name);
            Path now = again.resolve(name);
            if (Files.exists(before)) {
                boolean same = Files.mismatch(before, now) < 0;
                List<String> fields =
                        same || !name.equals("result.json") ? List.of() : fields(before, now);
                files.put(name, new Comparison(same, fields));
            }
        }
        return files;
    }

    private static List<String> fields(Path before, Path now) throws IOException {
        JsonNode one = JSON.readTree(before.toFile());
        JsonNode other = JSON.readTree(now.toFile());
        TreeSet<String> names = new TreeSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        List<String> different = new ArrayList<>();
        for (String name : names) {
            if (!one.path(name).equals(other.path(name))) {
                different.add(name);
            }
        }
        return different;
    }
}
