package dev.hone.recipe;

import dev.hone.policy.libtorch.Torch;
import dev.hone.recipe.export.GgufExport;
import dev.hone.recipe.lesson.Curriculum;
import dev.hone.recipe.lesson.VocabularyBuilder;
import dev.hone.recipe.measure.SkillReport;
import dev.hone.recipe.measure.SkillTable;
import dev.hone.recipe.network.LlamaConfig;
import dev.hone.recipe.phrasing.Phrasings;
import dev.hone.recipe.skill.Skill;
import dev.hone.recipe.skill.Skills;
import dev.hone.recipe.tokenizer.WordTokenizer;
import dev.hone.recipe.training.LearningRate;
import dev.hone.recipe.training.Recall;
import dev.hone.recipe.training.Teaching;
import dev.hone.recipe.words.WordPool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Teaches the bundled model, from the start or from where it was left, and measures it.
///
/// `TeachBundled FOLDER [NAME=NUMBER...]`: steps, fall-from, tokens, width, layers, heads, inner,
/// threads, seed, writing (per cent of the lessons), asked (questions for each share), measure-each
/// (steps).
public final class TeachBundled {

    private static final int CONTEXT = 512;
    private static final double PEAK = 2e-3;
    private static final int RISE = 300;
    private static final int SAVED_EACH = 500;

    /// The step from which what is still hard is taught more; a multiple of SAVED_EACH.
    private static final int LATER_FROM = 12_500;

    private static final List<String> NUMBERS =
            List.of(
                    "steps",
                    "fall-from",
                    "tokens",
                    "threads",
                    "width",
                    "layers",
                    "heads",
                    "inner",
                    "seed",
                    "writing",
                    "asked",
                    "measure-each");

    private final Path folder;
    private final Map<String, Integer> numbers;
    private final PrintStream out;

    private TeachBundled(Path folder, Map<String, Integer> numbers, PrintStream out) {
        this.folder = folder;
        this.numbers = numbers;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, Integer> numbers = new HashMap<>();
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            String[] parts = argument.split("=", 2);
            if (parts.length != 2 || !NUMBERS.contains(parts[0]) || !parts[1].matches("\\d{1,9}")) {
                System.err.println(
                        "error: " + argument + " is not NAME=NUMBER with one of " + NUMBERS + ".");
                System.exit(2);
            }
            numbers.put(parts[0], Integer.valueOf(parts[1]));
        }
        new TeachBundled(Path.of(arguments[0]), numbers, System.out).teach();
    }

    private int number(String name, int usual) {
        return numbers.getOrDefault(name, usual);
    }

    private void teach() throws IOException {
        Torch.prepare();
        Files.createDirectories(folder);
        Phrasings phrasings = Phrasings.ofLessons();
        List<String> vocabulary = VocabularyBuilder.words(phrasings);
        WordTokenizer tokenizer = new WordTokenizer(vocabulary);
        Set<String> known = VocabularyBuilder.known(vocabulary);
        List<Skill> skills = Skills.all(known);
        LlamaConfig config =
                new LlamaConfig(
                        tokenizer.size(),
                        CONTEXT,
                        number("width", 192),
                        number("layers", 4),
                        number("heads", 6),
                        number("inner", 512));
        Teaching teaching =
                new Teaching(
                        config,
                        tokenizer,
                        number("tokens", 2048),
                        number("threads", 2),
                        number("seed", 1));
        out.println(
                skills.size()
                        + " skills, vocabulary of "
                        + tokenizer.size()
                        + ", "
                        + teaching.parameters().count()
                        + " parameters");
        resume(teaching);
        int steps = number("steps", 30_000);
        LearningRate rate = new LearningRate(PEAK, RISE, number("fall-from", steps * 3 / 4), steps);
        WordPool unknown = WordPool.without(known);
        double writing = number("writing", 12) / 100.0;
        Curriculum atFirst = Curriculum.atFirst(skills, phrasings, unknown, writing);
        Curriculum later = Curriculum.later(skills, phrasings, unknown, writing);
        SkillTable table =
                new SkillTable(skills, phrasings, Phrasings.apart(), number("asked", 24));
        Recall recall = new Recall(config, teaching.network(), tokenizer);
        Diary diary = new Diary(out);
        int each = number("measure-each", 2_000);
        while (teaching.steps() < steps) {
            int next = (teaching.steps() / SAVED_EACH + 1) * SAVED_EACH;
            Curriculum curriculum = teaching.steps() < LATER_FROM ? atFirst : later;
            teaching.teach(curriculum, rate, Math.min(steps, next), diary::note);
            save(teaching);
            if (teaching.steps() % each == 0) {
                measure(table, recall);
            }
        }
        measure(table, recall);
        GgufExport.write(
                folder.resolve("hone-tiny.gguf"), config, teaching.parameters(), tokenizer);
    }

    private void measure(SkillTable table, Recall recall) {
        SkillReport.print(table.measure(recall), out);
    }

    private void save(Teaching teaching) throws IOException {
        Path file = folder.resolve("step-%07d.safetensors".formatted(teaching.steps()));
        teaching.save(file);
        for (Path other : checkpoints()) {
            if (!other.equals(file)) {
                Files.delete(other);
            }
        }
    }

    private void resume(Teaching teaching) throws IOException {
        List<Path> checkpoints = checkpoints();
        if (!checkpoints.isEmpty()) {
            Path last = checkpoints.getLast();
            String name = last.getFileName().toString();
            teaching.resume(last, Integer.parseInt(name.replaceAll("\\D", "")));
            out.println("goes on from " + name);
        }
    }

    private List<Path> checkpoints() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
        }
    }
}
