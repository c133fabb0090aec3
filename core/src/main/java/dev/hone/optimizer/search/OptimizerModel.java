package dev.hone.optimizer.search;

import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;
import dev.hone.run.RandomStreams;

import java.util.ArrayList;
import java.util.List;

/// The model that writes prompts, with its two ways of being asked: sampling for candidates,
/// greedily for what is to be said once, such as a reflection.
///
/// @param random gives every sampled request a seed of its own
/// @param rules what every prompt must keep, said at the end of every sampled request; empty for
///   none
public record OptimizerModel(
        LanguageModel model, ModelSettings settings, RandomStreams random, String rules) {

    /// Prompts without rules.
    public OptimizerModel(LanguageModel model, ModelSettings settings, RandomStreams random) {
        this(model, settings, random, "");
    }

    /// The same model, told what every prompt must keep.
    OptimizerModel with(String newRules) {
        return new OptimizerModel(model, settings, random, newRules);
    }

    /// Several answers to one request, at the temperature of the settings.
    ///
    /// @param stream makes it a draw of its own: the same name is the same draw
    public List<Completion> sample(List<Message> conversation, int samples, String stream) {
        return sample(settings, conversation, samples, stream);
    }

    /// As above, at a temperature that the algorithm's authors chose. Settings without one stay
    /// without: the model takes none.
    public List<Completion> sample(
            List<Message> conversation, int samples, double temperature, String stream) {
        return sample(at(temperature), conversation, samples, stream);
    }

    private List<Completion> sample(
            ModelSettings with, List<Message> conversation, int samples, String stream) {
        ModelRequest request =
                new ModelRequest(with, ruled(conversation), samples, random.seedOf(stream));
        return model.generate(request).completions();
    }

    /// The most likely answer, at temperature 0 where the model takes one.
    public String ask(String question) {
        ModelRequest request = ModelRequest.of(at(0), List.of(Message.user(question)));
        return model.generate(request).text();
    }

    private List<Message> ruled(List<Message> conversation) {
        if (rules.isEmpty()) {
            return conversation;
        }
        List<Message> ruled = new ArrayList<>(conversation);
        Message last = ruled.removeLast();
        ruled.add(new Message(last.role(), last.text() + "\n\n" + rules));
        return ruled;
    }

    private ModelSettings at(double temperature) {
        return settings.temperature() == null ? settings : settings.withTemperature(temperature);
    }
}
