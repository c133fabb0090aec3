package dev.hone.policy.engine;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.evaluation.Evaluator;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.experience.OfflineDataset;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.policy.loop.LoopSettings;
import dev.hone.policy.loop.Source;

import java.util.ArrayList;
import java.util.List;

/// Queries of a verb and a thing, which are answered where the prompt has both words. Four of the
/// sixteen pairs are in no source prompt: a policy has to put them together itself.
final class Errands {

    private static final List<String> VERBS = List.of("sort", "count", "paint", "sell");
    private static final List<String> THINGS = List.of("apples", "maps", "coins", "birds");
    private static final String[] MANNERS = {"today", "slowly", "again", "now", "please"};

    private Errands() {}

    static Task task() {
        return Task.of(
                "errands",
                Splits.of(data("train", 12), data("validation", 8), data("test", 5)),
                new Template("{{input}}\n{{prompt}}"),
                (text, example) -> text,
                (prediction, example) -> prediction.answer().equals(example.target()) ? 1 : 0);
    }

    private static Dataset data(String name, int ofEach) {
        List<Example> examples = new ArrayList<>();
        for (String verb : VERBS) {
            for (String thing : THINGS) {
                for (int i = 0; i < ofEach; i++) {
                    String manner = MANNERS[i % MANNERS.length];
                    String input = verb + " the " + thing + " " + manner + " " + name + i;
                    examples.add(Example.of(name + examples.size(), input, "done"));
                }
            }
        }
        return new Dataset(name, examples);
    }

    /// All but those whose verb and thing have the same number.
    static List<Prompt> prompts() {
        List<Prompt> prompts = new ArrayList<>();
        for (int verb = 0; verb < VERBS.size(); verb++) {
            for (int thing = 0; thing < THINGS.size(); thing++) {
                if (verb != thing) {
                    prompts.add(new Prompt(VERBS.get(verb) + " " + THINGS.get(thing)));
                }
            }
        }
        return prompts;
    }

    static Evaluator evaluator() {
        return new LocalEvaluator(Errands::answer, ModelSettings.of("errands", 0, 16), 16);
    }

    private static ModelResponse answer(ModelRequest request) {
        String[] lines = request.messages().getLast().text().split("\n", 2);
        String[] words = lines[0].split(" ");
        List<String> prompt = List.of(lines.length < 2 ? new String[0] : lines[1].split(" "));
        boolean done = prompt.contains(words[0]) && prompt.contains(words[2]);
        return ModelResponse.of(done ? "done" : "what?");
    }

    /// Every source prompt on every validation query.
    static Source source(Task task, LoopSettings settings) {
        OfflineDataset tried =
                OfflineDataset.ofEvaluations(
                        evaluator().evaluateAll(task, prompts(), task.splits().validation()));
        return Source.of(tried, OfflineDataset.of(List.of()), 0.1, settings);
    }
}
