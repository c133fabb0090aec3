package dev.hone.recipe.training;

import static org.bytedeco.pytorch.global.torch.clip_grad_norm_;
import static org.bytedeco.pytorch.global.torch.manual_seed;

import dev.hone.policy.training.AdamW;
import dev.hone.policy.training.CheckpointTensors;
import dev.hone.recipe.lesson.Lessons;
import dev.hone.recipe.network.LlamaConfig;
import dev.hone.recipe.network.LlamaNetwork;
import dev.hone.recipe.network.LlamaParameters;
import dev.hone.recipe.tokenizer.WordTokenizer;

import org.bytedeco.javacpp.PointerScope;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// Teaches a network lessons: the loss is that of the answers alone. For use by one thread.
public final class Teaching implements AutoCloseable {

    private static final double WEIGHT_DECAY = 0.01;
    private static final double CLIP = 1;

    private final LlamaConfig config;
    private final LlamaParameters parameters;
    private final LlamaNetwork network;
    private final Workers workers;
    private final AdamW optimizer;
    private final WordTokenizer tokenizer;
    private final int tokensEach;
    private final long seed;

    /// @param tokensEach of one step and thread, padding included
    /// @param threads that read lessons at once, at least 1; with another number the lessons of a
    ///   step are others
    public Teaching(
            LlamaConfig config, WordTokenizer tokenizer, int tokensEach, int threads, long seed) {
        manual_seed(seed);
        this.config = config;
        this.parameters = new LlamaParameters(config);
        this.network = new LlamaNetwork(config, parameters);
        this.workers = new Workers(config, parameters, network, threads);
        this.optimizer = new AdamW(parameters.all(), WEIGHT_DECAY);
        this.tokenizer = tokenizer;
        this.tokensEach = tokensEach;
        this.seed = seed;
    }

    public LlamaParameters parameters() {
        return parameters;
    }

    public LlamaNetwork network() {
        return network;
    }

    /// How many steps were made.
    public int steps() {
        return Math.toIntExact(optimizer.steps());
    }

    /// Goes on to this step.
    ///
    /// @param progress told after every step
    public void teach(Lessons lessons, LearningRate rate, int until, Consumer<Step> progress) {
        // Each call draws lessons of its own, whatever was drawn before it was taken up again.
        Random random = new Random(seed * 1_000_003 + steps());
        Batches batches = new Batches(lessons, tokenizer, tokensEach, config.context(), random);
        while (steps() < until) {
            List<LessonBatch> step = new ArrayList<>();
            while (step.size() < workers.count()) {
                step.add(batches.next());
            }
            double loss = step(step, rate.at(steps()));
            int read = step.stream().mapToInt(LessonBatch::rows).sum();
            int tokens = step.stream().mapToInt(batch -> batch.tokens().length).sum();
            progress.accept(new Step(steps(), loss, read, tokens));
        }
    }

    /// One step that was made.
    ///
    /// @param loss nats a token, before it
    /// @param tokens padding included
    public record Step(int number, double loss, int lessons, int tokens) {}

    private double step(List<LessonBatch> batches, double rate) {
        int places = batches.stream().mapToInt(batch -> batch.places().length).sum();
        optimizer.clearGradients();
        List<Double> losses = workers.read(batches, places);
        try (PointerScope scope = new PointerScope()) {
            clip_grad_norm_(parameters.asVector(), CLIP);
            optimizer.step(rate);
        }
        return losses.stream().mapToDouble(Double::doubleValue).sum();
    }

    /// Keeps where teaching stands.
    public void save(Path file) {
        CheckpointTensors.write(file, parameters.all(), optimizer);
    }

    /// Ends the threads.
    @Override
    public void close() {
        workers.close();
    }

    /// Goes on where it stood after so many steps.
    public void resume(Path file, int steps) {
        CheckpointTensors.read(file, parameters.all(), optimizer);
        optimizer.resumeAt(steps);
    }
}
