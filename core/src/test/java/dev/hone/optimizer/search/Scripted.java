package dev.hone.optimizer.search;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.model.Completion;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;
import dev.hone.optimizer.Optimization;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunEvent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A whole search by script: the task model gives a prompt `… N` a score of N %, and the optimizer
/// model says what the script says, one list of answers for each request. What was asked is kept.
public final class Scripted {

    private static final int EXAMPLES = 10;

    public final List<ModelRequest> taskRequests = Collections.synchronizedList(new ArrayList<>());
    public final List<ModelRequest> optimizerRequests = new ArrayList<>();
    public final List<RunEvent> events = new ArrayList<>();

    /// In a script: the model rejects the request.
    public static final List<String> REJECTED = List.of("rejected");

    private final List<List<String>> script;

    private Scripted(List<List<String>> script) {
        this.script = script;
    }

    /// @param script what the optimizer model answers, request by request
    public static Scripted of(List<List<String>> script) {
        return new Scripted(script);
    }

    /// Ten validation examples, whose inputs are 0 to 9 and whose answer is `yes`.
    public static Task task(int train) {
        return task(train, new Template("{{input}}|{{prompt}}"));
    }

    /// The same task with another template; what comes after the bar counts as the prompt.
    public static Task task(int train, Template template) {
        Splits splits =
                Splits.of(data("train", train), data("validation", EXAMPLES), data("test", 5));
        return Task.of(
                "percent",
                splits,
                template,
                (text, example) -> text,
                (prediction, example) -> prediction.answer().equals(example.target()) ? 1 : 0);
    }

    private static Dataset data(String name, int size) {
        return new Dataset(
                name,
                IntStream.range(0, size)
                        .mapToObj(i -> Example.of(name + "/" + i, Integer.toString(i), "yes"))
                        .toList());
    }

    /// Answers that hold one prompt each.
    public static List<String> tagged(String... prompts) {
        return Stream.of(prompts).map(prompt -> "<START>" + prompt + "<END>").toList();
    }

    /// Searches from `Seed 30` with eight train examples.
    public Optimization search(Algorithm algorithm) {
        return search(algorithm, task(8));
    }

    /// Searches from `Seed 30`.
    public Optimization search(Algorithm algorithm, Task task) {
        return search(algorithm, task, new Prompt("Seed 30"));
    }

    public Optimization search(Algorithm algorithm, Task task, Prompt seed) {
        RandomStreams random = new RandomStreams(1);
        SearchRoles roles =
                new SearchRoles(
                        new LocalEvaluator(this::answer, ModelSettings.of("task", 0, 16), 4),
                        new OptimizerModel(
                                this::write, ModelSettings.of("optimizer", 1, 512), random),
                        texts -> texts.stream().map(t -> new float[] {t.length(), 1}).toList(),
                        random,
                        events::add);
        return algorithm.optimizer(roles, Integer.MAX_VALUE).optimize(task, seed);
    }

    /// What the optimizer model was asked, the last message of each request.
    public List<String> questions() {
        return optimizerRequests.stream()
                .map(request -> request.messages().getLast().text())
                .toList();
    }

    /// The prompts of a trajectory, in order.
    public static List<String> prompts(Optimization found) {
        return found.trajectory().entries().stream().map(ScoredPrompt::text).toList();
    }

    /// The proposals of the whole search that have a status, in order.
    public List<String> proposals(RunEvent.Proposal.Status status) {
        return events.stream()
                .filter(RunEvent.CandidatesProposed.class::isInstance)
                .flatMap(event -> ((RunEvent.CandidatesProposed) event).proposals().stream())
                .filter(proposal -> proposal.status() == status)
                .map(proposal -> proposal.prompt().text())
                .toList();
    }

    /// Answers "yes" to the first N tenths of the examples.
    private ModelResponse answer(ModelRequest request) {
        taskRequests.add(request);
        String[] parts = request.messages().getLast().text().split("\\|", 2);
        int percent = Integer.parseInt(parts[1].substring(parts[1].lastIndexOf(' ') + 1));
        return ModelResponse.of(Integer.parseInt(parts[0]) * 10 < percent ? "yes" : "no");
    }

    private ModelResponse write(ModelRequest request) {
        optimizerRequests.add(request);
        List<String> texts = script.get(optimizerRequests.size() - 1);
        if (texts.equals(REJECTED)) {
            throw new ModelException.Rejected("a filter", null);
        }
        return new ModelResponse(texts.stream().map(Completion::of).toList(), TokenUsage.UNKNOWN);
    }
}
