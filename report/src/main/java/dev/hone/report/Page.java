package dev.hone.report;

import dev.hone.evaluation.Objective;
import dev.hone.result.ParetoPoint;
import dev.hone.result.RunResult;
import dev.hone.result.RunView;
import dev.hone.result.SplitResult;
import dev.hone.result.TrajectoryLine;
import dev.hone.result.Verdict;

import java.util.ArrayList;
import java.util.List;

/// Everything the templates show.
///
/// @param plots test first, then validation; those that the run has
/// @param change from the seed prompt to the best prompt
record Page(
        PageStyle style,
        RunResult result,
        List<ScorePlot> plots,
        List<WordDiff.Part> change,
        ScoreChart chart,
        List<Candidate> candidates,
        List<MetaPrompt> metaPrompts,
        List<ExampleTable> examples,
        List<Failure> failures) {

    private static final int PROMPT = 20_000;
    private static final int TRADE_OFFS = 50;

    static Page of(RunView run, RunResult result) {
        List<Candidate> candidates = Candidate.of(TrajectoryLine.of(run), result.bestPrompt());
        return new Page(
                PageStyle.DEFAULT,
                result,
                plots(result),
                WordDiff.between(
                        Excerpt.of(result.seedPrompt().text(), PROMPT).text(),
                        Excerpt.of(result.bestPrompt().text(), PROMPT).text()),
                ScoreChart.of(candidates),
                candidates,
                MetaPrompt.of(run.proposed()),
                ExampleTable.of(run, result),
                Failure.of(run));
    }

    private static List<ScorePlot> plots(RunResult result) {
        List<ScorePlot> plots = new ArrayList<>();
        SplitResult test = result.test();
        SplitResult validation = result.validation();
        if (test != null) {
            plots.add(ScorePlot.of("Test", test));
        }
        if (validation != null) {
            plots.add(ScorePlot.of("Validation", validation));
        }
        return plots;
    }

    /// What the recommendation says to do.
    String advice() {
        String advice = result.recommendation();
        int colon = advice.indexOf(": ");
        return colon < 0 ? advice : advice.substring(0, colon);
    }

    /// What the recommendation says in support; empty when that is nothing.
    String grounds() {
        String advice = result.recommendation();
        int colon = advice.indexOf(": ");
        return colon < 0
                ? ""
                : Character.toUpperCase(advice.charAt(colon + 2)) + advice.substring(colon + 3);
    }

    Excerpt bestPrompt() {
        return Excerpt.of(result.bestPrompt().text(), PROMPT);
    }

    /// The verdict's name in the style sheet.
    String tone() {
        return result.verdict() == Verdict.BETTER ? "good" : "calm";
    }

    boolean isUnchanged() {
        return result.seedPrompt().equals(result.bestPrompt());
    }

    /// The first of those that no other prompt beats; there may be very many.
    List<ParetoPoint> tradeOffs() {
        return result.pareto().stream().limit(TRADE_OFFS).toList();
    }

    /// What they are compared by, as in a sentence.
    String compared() {
        List<String> names = new ArrayList<>(List.of("score on validation"));
        result.objectives().forEach(objective -> names.add(objective.label()));
        String last = names.removeLast();
        return String.join(", ", names) + " and " + last;
    }

    boolean comparesLatency() {
        return result.objectives().contains(Objective.LATENCY);
    }

    List<Origin> origins() {
        return Origin.of(result);
    }

    List<Filter> candidateFilters() {
        return Candidate.filters(candidates);
    }

    long overBudget() {
        return candidates.stream().filter(Candidate::overBudget).count();
    }

    long failureCount() {
        return failures.stream().mapToLong(Failure::count).sum();
    }

    /// Of all roles; unknown as soon as one is.
    String cost() {
        return Numbers.usd(result.usage().usd());
    }

    String stopped() {
        return switch (result.stopReason()) {
            case "steps" -> "all planned steps made";
            case "score" -> "wanted score reached";
            case "patience" -> "no longer improving";
            case "interrupted" -> "not finished";
            default -> "budget of " + result.stopReason() + " spent";
        };
    }
}
