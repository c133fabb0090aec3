package dev.hone.optimizer.gpo;

import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;
import dev.hone.run.RandomStreams;

import java.util.List;

/// The model that writes prompts, with its two ways of being asked: sampling for candidates,
/// greedily for reflections and summaries (official code: temperature 0).
record OptimizerModel(LanguageModel model, ModelSettings settings, RandomStreams random) {

    /// Several candidates by one request; the stream's name makes it a draw of its own.
    List<Completion> sample(List<Message> conversation, int samples, String stream) {
        ModelRequest request =
                new ModelRequest(settings, conversation, samples, random.seedOf(stream));
        return model.generate(request).completions();
    }

    /// The text between the tags of the most likely answer.
    String ask(String question) {
        ModelRequest request =
                ModelRequest.of(settings.withTemperature(0), List.of(Message.user(question)));
        return MetaPrompt.polish(MetaPrompt.extract(model.generate(request).text()));
    }
}
