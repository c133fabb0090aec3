package dev.hone.testkit.synthetic;

import dev.hone.Task;
import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.TokenUsage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Plays both roles: asked about an example it answers rightly where the response surface says so;
/// asked for a prompt (the request speaks of `<START>`) it proposes recombinations of what the
/// meta-prompt shows and of phrases it knows, or prompts of the surface's pool.
///
/// Deterministic: equal requests have equal answers. Thread-safe. Token counts are characters / 4.
public final class SyntheticModel implements LanguageModel {

    private static final String PROPOSAL_MARK = "<START>";
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final ResponseSurface surface;
    private final AnswerKey answerKey;
    private final Proposer proposer;

    /// @param task whose examples the model knows the answers of; it has no knowledge of its own
    public SyntheticModel(ResponseSurface surface, Task task) {
        this.surface = surface;
        this.answerKey = new AnswerKey(task);
        this.proposer = Proposer.of(surface);
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        boolean asksForAPrompt = request.messages().getLast().text().contains(PROPOSAL_MARK);
        List<Completion> completions = new ArrayList<>();
        for (int sample = 0; sample < request.samples(); sample++) {
            String text =
                    asksForAPrompt ? proposer.propose(request, sample) : answer(request.messages());
            completions.add(Completion.of(text));
        }
        return new ModelResponse(completions, usage(request, completions));
    }

    /// The latest message that is about a known example counts: the second turn of an extraction is
    /// about the first.
    private String answer(List<Message> messages) {
        for (Message message : messages.reversed()) {
            AnswerKey.Question question = answerKey.read(message.text());
            if (question != null) {
                return surface.isRight(question.prompt(), question.example().input())
                        ? question.example().target()
                        : answerKey.wrongAnswer(question.example());
            }
        }
        return "I do not know.";
    }

    private static TokenUsage usage(ModelRequest request, List<Completion> completions) {
        long input = request.messages().stream().mapToLong(m -> m.text().length()).sum();
        String output = completions.stream().map(Completion::text).collect(Collectors.joining());
        return new TokenUsage(tokens(input), tokens(output.length()));
    }

    private static long tokens(long characters) {
        return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }
}
