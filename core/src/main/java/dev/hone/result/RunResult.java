package dev.hone.result;

import dev.hone.Prompt;
import dev.hone.data.Quotes;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Objective;
import dev.hone.limit.Price;
import dev.hone.result.breakdown.ClassResult;
import dev.hone.run.RunEvent;
import dev.hone.run.StopReason;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What came of a run: the content of `result.json`, in the order of its fields.
///
/// @param task the task's name
/// @param seedPrompt the prompt the search started from
/// @param bestPrompt the prompt chosen on validation
/// @param validation the two prompts on the split that chose; null when the seed prompt or the best
///   prompt has no score there
/// @param test the two prompts on the split that judges; null when there is none or the run ended
///   before
/// @param classes how they did on each class of test examples, where the task has
///   [classes][dev.hone.result.breakdown.Classes]; empty otherwise, and without test
/// @param pareto the prompts scored on validation that none beats in all of their score and
///   [#objectives()], the highest score first
/// @param choice how validation chose the best prompt; null when that has no score there
/// @param significant whether chance is a poor explanation of the difference on test, in either
///   direction ([PairedComparison][dev.hone.statistics.PairedComparison#significant()]); false
///   without test
/// @param verdict what that says about the best prompt
/// @param recommendation what to do, in one sentence
/// @param usage of the two models
/// @param steps completed
/// @param stopReason label of the [stop reason][dev.hone.run.StopReason], or `interrupted`
/// @param seed of all random streams
/// @param provenance what made the run
public record RunResult(
        String task,
        Prompt seedPrompt,
        Prompt bestPrompt,
        @Nullable SplitResult validation,
        @Nullable SplitResult test,
        List<ClassResult> classes,
        List<ParetoPoint> pareto,
        @Nullable Choice choice,
        boolean significant,
        Verdict verdict,
        String recommendation,
        RunUsage usage,
        int steps,
        String stopReason,
        long seed,
        RunProvenance provenance) {

    public RunResult {
        classes = List.copyOf(classes);
        pareto = List.copyOf(pareto);
    }

    public static RunResult of(List<RunEvent> events, RunUsage usage, Scrutiny scrutiny) {
        return of(RunView.of(events), usage, scrutiny);
    }

    /// Whether calls, tokens, USD or time ran out: with more of it the run would have gone on.
    public boolean stoppedByBudget() {
        return Arrays.stream(StopReason.values())
                .anyMatch(reason -> reason.isBudget() && reason.label().equals(stopReason));
    }

    /// What `pareto` compares prompts by beside their score.
    public Set<Objective> objectives() {
        return Objective.of(provenance.settings());
    }

    /// As `result.json` has it, with a line end.
    public String toJson() {
        return ResultJson.result(this);
    }

    /// The result of a run that may still be under way; then of what is known so far.
    public static RunResult of(RunView run, RunUsage usage, Scrutiny scrutiny) {
        return of(run, usage, scrutiny, null);
    }

    /// As above.
    ///
    /// @param price of the task model; null when unknown
    public static RunResult of(
            RunView run, RunUsage usage, Scrutiny scrutiny, @Nullable Price price) {
        SplitResult validation = SplitResult.of(run, RunView.VALIDATION);
        SplitResult test = SplitResult.of(run, RunView.TEST);
        Choice choice = Choice.of(run, validation, scrutiny);
        Verdict verdict = verdict(run, validation, test, scrutiny.quotes());
        return new RunResult(
                run.started().task(),
                run.seedPrompt(),
                run.bestPrompt(),
                validation,
                test,
                classes(run),
                ParetoPoint.front(
                        run.evaluations(RunView.VALIDATION).values(),
                        price,
                        run.streams(),
                        Objective.of(run.started().settings())),
                choice,
                test != null && test.significant(),
                verdict,
                Recommendation.of(run, verdict, validation, test, scrutiny.quotes()),
                usage,
                run.stepsCompleted(),
                run.stopReason(),
                run.started().seed(),
                RunProvenance.of(run));
    }

    private static List<ClassResult> classes(RunView run) {
        Map<Prompt, Evaluation> evaluations = run.evaluations(RunView.TEST);
        Evaluation seed = evaluations.get(run.seedPrompt());
        Evaluation best = evaluations.get(run.bestPrompt());
        return seed == null || best == null ? List.of() : ClassResult.of(seed, best, run.streams());
    }

    private static Verdict verdict(
            RunView run,
            @Nullable SplitResult validation,
            @Nullable SplitResult test,
            Quotes quotes) {
        if (validation == null) {
            return Verdict.UNSCORED;
        }
        if (run.bestPrompt().equals(run.seedPrompt())) {
            return Verdict.SAME;
        }
        if (quotes.spoilScores()) {
            return Verdict.SPOILED;
        }
        if (test == null) {
            return Verdict.UNTESTED;
        }
        if (!test.significant()) {
            return Verdict.UNCLEAR;
        }
        return test.difference() > 0 ? Verdict.BETTER : Verdict.WORSE;
    }
}
