package dev.hone.policy.loop;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.experience.OfflineDataset;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Queries of four colours, half of which need the word `colour-a` in their prompt and half
/// `colour-b`. Of the source prompts each has one word: only a prompt that is in no source is right
/// for all queries of a colour.
final class Colours {

    static final List<String> COLOURS = List.of("red", "green", "blue", "grey");
    static final List<Prompt> PROMPTS =
            COLOURS.stream()
                    .flatMap(colour -> Stream.of(colour + "-a", colour + "-b"))
                    .map(Prompt::new)
                    .toList();
    static final ModelSettings SETTINGS = ModelSettings.of("colours", 0, 16);

    private Colours() {}

    static Dataset data(String name, int ofEachColour) {
        List<Example> examples = new ArrayList<>();
        for (String colour : COLOURS) {
            for (int i = 0; i < ofEachColour; i++) {
                String input = colour + " needs " + (i % 2 == 0 ? "a " : "b ") + name + i;
                examples.add(Example.of(name + examples.size(), input, "yes"));
            }
        }
        return new Dataset(name, examples);
    }

    static Task task(int train, int validation, int test) {
        return Task.of(
                "colours",
                Splits.of(data("train", train), data("validation", validation), data("test", test)),
                new Template("{{input}}\n{{prompt}}"),
                (text, example) -> text,
                (prediction, example) -> prediction.answer().equals(example.target()) ? 1 : 0);
    }

    static ModelResponse answer(ModelRequest request) {
        String[] lines = request.messages().getLast().text().split("\n", 2);
        String[] words = lines[0].split(" ");
        String prompt = lines.length < 2 ? "" : lines[1];
        return ModelResponse.of(prompt.contains(words[0] + "-" + words[2]) ? "yes" : "no");
    }

    static Evaluator evaluator(LanguageModel model) {
        return new LocalEvaluator(model, SETTINGS, 64);
    }

    /// Every source prompt on every validation query.
    static Source source(Task task, LoopSettings settings) {
        return Source.of(experiences(task), OfflineDataset.of(List.of()), 0.1, settings);
    }

    static OfflineDataset experiences(Task task) {
        return OfflineDataset.ofEvaluations(
                evaluator(Colours::answer).evaluateAll(task, PROMPTS, task.splits().validation()));
    }
}
