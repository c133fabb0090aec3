package dev.hone.recipe.measure;

import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;
import dev.hone.recipe.lesson.Lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A language model as users have it.
public final class ModelExaminee implements Examinee {

    private static final int LONGEST_ANSWER = 64;

    private final LanguageModel model;
    private final ModelSettings settings;

    /// @param identity of the model, for its settings
    public ModelExaminee(LanguageModel model, String identity) {
        this.model = model;
        this.settings = ModelSettings.of(identity, 0, LONGEST_ANSWER);
    }

    @Override
    public List<Boolean> given(List<Lesson> lessons) {
        List<Boolean> given = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers =
                    lessons.stream().map(lesson -> threads.submit(() -> given(lesson))).toList();
            for (Future<Boolean> answer : answers) {
                given.add(answer.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The examination was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A question could not be asked.", e);
        }
        return given;
    }

    private boolean given(Lesson lesson) {
        ModelRequest request = ModelRequest.of(settings, List.of(Message.user(lesson.question())));
        return model.generate(request).text().equals(lesson.answer());
    }
}
