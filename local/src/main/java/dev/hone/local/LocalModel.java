package dev.hone.local;

import dev.hone.InputException;
import dev.hone.gguf.ModelFile;
import dev.hone.local.llama.Generation;
import dev.hone.local.llama.LaneSettings;
import dev.hone.local.llama.Lanes;
import dev.hone.local.llama.LoadedModel;
import dev.hone.local.llama.Sampling;
import dev.hone.model.Completion;
import dev.hone.model.Completion.TokenLogProbability;
import dev.hone.model.ContinuationScorer;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A model in a file. Thread-safe; calls that come at once are answered at once, as many as there
/// are slots, and others wait.
///
/// Settings that a request leaves open are temperature 1, top-p 1, and tokens up to the end of the
/// context. A seed fixes the draws. The probabilities drawn from differ in the last bits with what
/// llama.cpp computes beside them and with how much of the prompt was read before, so that a draw,
/// or at temperature 0 a near tie, can fall otherwise: the same request is not promised the same
/// answer.
public final class LocalModel implements LanguageModel, ContinuationScorer, AutoCloseable {

    private static final long UNSEEDED = 0;

    private final ModelFile file;
    private final LoadedModel model;
    private final Lanes lanes;
    private final int context;

    private LocalModel(ModelFile file, LoadedModel model, Lanes lanes, int context) {
        this.file = file;
        this.model = model;
        this.lanes = lanes;
        this.context = context;
    }

    /// Loads a model and starts its threads.
    ///
    /// @param log told what llama.cpp prints; nobody when null
    /// @throws InputException when llama.cpp is not for this machine, refuses the model or has not
    ///   enough memory, or does not know the file's chat template
    public static LocalModel load(
            ModelFile file, LaneSettings settings, @Nullable Consumer<String> log) {
        LoadedModel model = LoadedModel.load(file.gguf().file(), log);
        try {
            String template = file.template();
            if (template != null
                    && model.conversation(template, List.of(Message.user("?"))).isEmpty()) {
                throw new InputException(
                        file.gguf().file()
                                + " has a chat template that llama.cpp's built-in ones do not"
                                + " cover. Serve the model with llama-server or Ollama, and name it"
                                + " with openai:NAME or ollama:NAME.");
            }
            return new LocalModel(
                    file,
                    model,
                    Lanes.start(model, settings, file.isQuantized()),
                    settings.context());
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        int[] prompt = model.tokens(text(request.messages()), true);
        int room = context - prompt.length;
        if (prompt.length == 0 || room < 1) {
            throw tooLong("The conversation", prompt.length);
        }
        ModelSettings settings = request.settings();
        Integer asked = settings.maxTokens();
        int most = asked == null ? room : Math.min(asked, room);
        Long seed = request.seed();
        SplittableRandom random = new SplittableRandom(seed == null ? UNSEEDED : seed);
        List<Generation> generations = new ArrayList<>();
        for (int i = 0; i < request.samples(); i++) {
            generations.add(
                    Generation.of(
                            prompt,
                            most,
                            sampling(settings, random.split()),
                            settings.stop(),
                            settings.logProbabilities()));
        }
        generations.forEach(lanes::submit);
        List<Completion> completions = new ArrayList<>();
        long written = 0;
        for (Generation.Answer answer : await(generations)) {
            completions.add(answer.completion());
            written += answer.tokens();
        }
        return new ModelResponse(completions, new TokenUsage(prompt.length, written));
    }

    private static Sampling sampling(ModelSettings settings, SplittableRandom random) {
        Double temperature = settings.temperature();
        Double topP = settings.topP();
        return new Sampling(temperature == null ? 1 : temperature, topP == null ? 1 : topP, random);
    }

    @Override
    public List<TokenLogProbability> logProbabilities(
            List<Message> conversation, String continuation) {
        int[] prompt = model.tokens(text(conversation), true);
        int[] more = model.tokens(continuation, false);
        if (prompt.length == 0 || more.length == 0) {
            throw new IllegalArgumentException("Conversation and continuation must have tokens.");
        }
        if (prompt.length + more.length > context) {
            throw tooLong("Conversation and continuation", prompt.length + more.length);
        }
        int[] tokens = Arrays.copyOf(prompt, prompt.length + more.length);
        System.arraycopy(more, 0, tokens, prompt.length, more.length);
        Generation scoring =
                Generation.scoring(
                        tokens, prompt.length, new Sampling(0, 1, new SplittableRandom(UNSEEDED)));
        lanes.submit(scoring);
        return await(List.of(scoring)).getFirst().completion().logProbabilities();
    }

    private String text(List<Message> messages) {
        String template = file.template();
        if (template != null) {
            return model.conversation(template, messages).orElseThrow();
        }
        return messages.stream().map(Message::text).collect(Collectors.joining("\n"));
    }

    private ModelException.Rejected tooLong(String what, int tokens) {
        return new ModelException.Rejected(
                what
                        + " has "
                        + tokens
                        + " tokens, and the model's context holds "
                        + context
                        + (tokens == context ? ", which leaves none for the answer" : "")
                        + ". Shorten it, or where the model was trained for more ("
                        + file.context()
                        + "), set HONE_LOCAL_CONTEXT.",
                null);
    }

    private static List<Generation.Answer> await(List<Generation> generations) {
        try {
            List<Generation.Answer> answers = new ArrayList<>();
            for (Generation generation : generations) {
                answers.add(generation.answer().get());
            }
            return answers;
        } catch (InterruptedException e) {
            generations.forEach(Generation::cancel);
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("The request to the model was interrupted.", e);
        } catch (ExecutionException e) {
            generations.forEach(Generation::cancel);
            throw e.getCause() instanceof ModelException failure
                    ? failure
                    : new ModelException.Refused("The local model failed: " + e.getMessage(), e);
        }
    }

    /// Frees the memory; whoever still waits for an answer is refused.
    @Override
    public void close() {
        lanes.close();
        model.close();
    }
}
