package dev.hone.recipe.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tasks of Instruction Induction (Honovich et al., arXiv 2205.10782) that the model claims to
/// do, under the instructions that people wrote for them. None of it was taught.
public final class HumanInstructions {

    /// The benchmark's tasks with the skills that are the same.
    private static final Map<String, String> TASKS = new LinkedHashMap<>();

    static {
        TASKS.put("antonyms", "antonym");
        TASKS.put("rhymes", "rhyme");
        TASKS.put("translation_en-es", "spanish");
        TASKS.put("translation_en-fr", "french");
        TASKS.put("num_to_verbal", "number-words");
        TASKS.put("diff", "difference");
        TASKS.put("taxonomy_animal", "pick-animals");
        TASKS.put("active_to_passive", "passive");
        TASKS.put("negation", "negation");
        TASKS.put("sentiment", "sentiment");
    }

    private final Path folder;
    private final int asked;
    private final ObjectMapper json = new ObjectMapper();

    /// @param folder with `human_instructions.jsonl` and a folder for each task
    /// @param asked questions for each instruction at most
    public HumanInstructions(Path folder, int asked) {
        this.folder = folder;
        this.asked = asked;
    }

    /// Shares of right answers, in [0, 1].
    ///
    /// @param mean over the instructions
    /// @param best of the instructions
    public record Row(String task, String skill, int instructions, double mean, double best) {}

    /// @throws IOException when the data cannot be read
    public List<Row> measure(Examinee examinee) throws IOException {
        List<JsonNode> instructions = lines(folder.resolve("human_instructions.jsonl"));
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, String> task : TASKS.entrySet()) {
            List<JsonNode> examples = lines(folder.resolve(task.getKey()).resolve("test.jsonl"));
            List<Double> shares = new ArrayList<>();
            for (JsonNode line : instructions) {
                if (line.path("task").asText().equals(task.getKey())) {
                    shares.add(share(examinee, line.path("instruction").asText(), examples));
                }
            }
            rows.add(
                    new Row(
                            task.getKey(),
                            task.getValue(),
                            shares.size(),
                            shares.stream().mapToDouble(share -> share).average().orElse(0),
                            shares.stream().mapToDouble(share -> share).max().orElse(0)));
        }
        return rows;
    }

    private double share(Examinee examinee, String instruction, List<JsonNode> examples) {
        return examinee.share(
                examples.stream()
                        .limit(asked)
                        .map(example -> question(instruction, example))
                        .toList());
    }

    private static Question question(String instruction, JsonNode example) {
        List<String> answers = new ArrayList<>();
        answers.add(example.path("target").asText());
        example.path("accepted").forEach(answer -> answers.add(answer.asText()));
        return new Question(
                instruction + "\n" + example.path("input").asText(),
                answers.stream().distinct().toList());
    }

    private List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(json.readTree(line));
        }
        return lines;
    }
}
