package dev.hone.testkit;

import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.TokenUsage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/// A model that answers from a function or a list, and remembers what it was asked. Thread-safe.
///
/// Answers come exactly as scripted: no token limit cuts them. Usage is known; a word is a token.
public final class ScriptedModel implements LanguageModel {

    private final Function<ModelRequest, List<String>> script;
    private final List<ModelRequest> requests = new ArrayList<>();

    private ScriptedModel(Function<ModelRequest, List<String>> script) {
        this.script = script;
    }

    /// Asks the function for the answer, once for every completion. What it throws is what the
    /// caller gets, so a function may also throw a [ModelException][dev.hone.model.ModelException].
    public static ScriptedModel answering(Function<ModelRequest, String> answer) {
        return new ScriptedModel(
                request -> {
                    List<String> texts = new ArrayList<>();
                    for (int sample = 0; sample < request.samples(); sample++) {
                        texts.add(answer.apply(request));
                    }
                    return texts;
                });
    }

    /// Gives the answers one after the other, whatever is asked; a request for several completions
    /// takes several. A request after the last answer is an `AssertionError`.
    public static ScriptedModel inOrder(String... answers) {
        Queue<String> left = new ArrayDeque<>(Arrays.asList(answers));
        return new ScriptedModel(
                request -> {
                    synchronized (left) {
                        return take(left, request, answers.length);
                    }
                });
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        synchronized (requests) {
            requests.add(request);
        }
        List<String> texts = script.apply(request);
        long read = request.messages().stream().mapToLong(m -> Words.count(m.text())).sum();
        long written = texts.stream().mapToLong(Words::count).sum();
        return new ModelResponse(
                texts.stream().map(Completion::of).toList(), new TokenUsage(read, written));
    }

    /// Everything it was asked, in the order it came.
    public List<ModelRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    private static List<String> take(Queue<String> left, ModelRequest request, int scripted) {
        List<String> texts = new ArrayList<>();
        for (int sample = 0; sample < request.samples(); sample++) {
            String text = left.poll();
            if (text == null) {
                throw new AssertionError(
                        "The script has only "
                                + scripted
                                + " answers, and all are given. The request that found none: "
                                + request);
            }
            texts.add(text);
        }
        return texts;
    }
}
