package dev.hone.report;

import dev.hone.evaluation.Outcome;
import dev.hone.result.RunView;
import dev.hone.run.RunEvent.PromptEvaluated;
import dev.hone.run.RunEvent.StepFailed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Why a model gave no answer: a reason and how often it was given, over a whole run.
///
/// @param first where it was met first
record Failure(Excerpt reason, int count, String first) {

    private static final int REASON = 500;
    private static final int ID = 60;

    /// The most frequent first.
    static List<Failure> of(RunView run) {
        Map<String, List<String>> places = new LinkedHashMap<>();
        for (PromptEvaluated event : run.evaluated()) {
            for (Outcome outcome : event.evaluation().outcomes()) {
                if (outcome instanceof Outcome.Failed failed) {
                    places.computeIfAbsent(failed.reason(), reason -> new ArrayList<>())
                            .add(place(event, failed));
                }
            }
        }
        for (StepFailed step : run.failedSteps()) {
            places.computeIfAbsent(step.reason(), reason -> new ArrayList<>())
                    .add("candidates, step " + step.step());
        }
        return places.entrySet().stream()
                .map(
                        entry ->
                                new Failure(
                                        Excerpt.of(entry.getKey(), REASON),
                                        entry.getValue().size(),
                                        entry.getValue().getFirst()))
                .sorted(Comparator.comparingInt(Failure::count).reversed())
                .toList();
    }

    private static String place(PromptEvaluated event, Outcome.Failed failed) {
        return event.evaluation().dataset()
                + " example "
                + Excerpt.line(failed.example().id(), ID)
                + (event.step() == 0 ? "" : ", step " + event.step());
    }
}
