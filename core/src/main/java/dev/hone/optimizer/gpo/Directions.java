package dev.hone.optimizer.gpo;

import dev.hone.Dataset;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.optimizer.trajectory.ScoredPrompt;
import dev.hone.optimizer.trajectory.Trajectory;
import dev.hone.optimizer.trajectory.TrajectorySelector;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/// Finds the update direction of every step and remembers what momentum needs: reflections with
/// their gains, and the running summary. One instance serves one run, on one thread.
final class Directions {

    private final GpoConfig config;
    private final TrajectorySelector selector;
    private final Reflector reflector;
    private final ToDoubleBiFunction<Prompt, Integer> score;
    private final List<Reflection> reflections = new ArrayList<>();
    private boolean gainIsOpen;
    private @Nullable ScoredPrompt promptSummary;
    private @Nullable String problemSummary;

    /// @param score evaluates a prompt on validation in a step; used for merged prompts
    Directions(
            GpoConfig config,
            TrajectorySelector selector,
            Reflector reflector,
            ToDoubleBiFunction<Prompt, Integer> score) {
        this.config = config;
        this.selector = selector;
        this.reflector = reflector;
        this.score = score;
    }

    /// @param batch the step's part of the train split, looked at by reflection only
    UpdateDirection at(
            int step, Task task, Trajectory trajectory, ScoredPrompt current, Dataset batch) {
        if (!config.reflection()) {
            return new UpdateDirection(current, prompts(step, trajectory, current), List.of());
        }
        Reflection reflection = new Reflection(reflector.reflect(task, current.prompt(), batch), 0);
        reflections.add(reflection);
        gainIsOpen = true;
        return switch (config.momentumItem()) {
            case PROMPT ->
                    new UpdateDirection(
                            current,
                            prompts(step, trajectory, current),
                            List.of(reflection.text()));
            case REFLECTION -> new UpdateDirection(current, List.of(), problems(reflection));
        };
    }

    /// Told after every step what the step's reflection, if it came to one, was worth.
    void learned(double gain) {
        if (gainIsOpen) {
            reflections.add(reflections.removeLast().withGain(gain));
            gainIsOpen = false;
        }
    }

    private List<ScoredPrompt> prompts(int step, Trajectory trajectory, ScoredPrompt current) {
        if (config.momentum() != Momentum.SUMMARIZATION) {
            return selector.select(trajectory.entries(), current);
        }
        ScoredPrompt before = promptSummary;
        promptSummary = before == null ? current : merged(step, before, current);
        return List.of(promptSummary);
    }

    /// The official code scores the merged prompt by the current one; here it has its own score.
    private ScoredPrompt merged(int step, ScoredPrompt before, ScoredPrompt current) {
        Prompt merged = new Prompt(reflector.mergePrompts(before, current));
        return merged.isEmpty()
                ? before
                : new ScoredPrompt(merged, score.applyAsDouble(merged, step), step);
    }

    private List<String> problems(Reflection newest) {
        return switch (config.momentum()) {
            case NONE -> List.of(newest.text());
            case SUMMARIZATION -> List.of(summarized(newest));
            case RECENCY, RELEVANCE -> texts(selector.select(reflections, newest));
            case IMPORTANCE -> {
                List<Reflection> older = reflections.subList(0, reflections.size() - 1);
                List<Reflection> shown = new ArrayList<>(List.of(newest));
                shown.addAll(selector.select(older, newest));
                yield texts(shown);
            }
        };
    }

    private String summarized(Reflection newest) {
        String before = problemSummary;
        String summary =
                before == null ? newest.text() : reflector.mergeProblems(before, newest.text());
        problemSummary = summary;
        return summary;
    }

    private static List<String> texts(List<Reflection> shown) {
        return shown.stream().map(Reflection::text).toList();
    }
}
