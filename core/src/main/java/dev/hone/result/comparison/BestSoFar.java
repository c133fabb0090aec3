package dev.hone.result.comparison;

import dev.hone.evaluation.Evaluation;
import dev.hone.limit.Allowance;
import dev.hone.result.RunView;
import dev.hone.run.RunEvent;
import dev.hone.run.RunListener;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/// Follows a search: the best score on validation after each prompt that was evaluated there, with
/// what the search had used by then. For one run, on the run's thread.
///
/// What is used without an event to follow leaves no trace: of a step or an evaluation for which
/// the budget did not suffice, how much was asked for depends on the order of answers.
public final class BestSoFar implements RunListener {

    private final Supplier<Allowance.Used> used;
    private final List<CurvePoint> points = new ArrayList<>();
    private Allowance.Used atLastEvent;
    private double seedCoverage = 1;
    private boolean over;

    /// @param used what the search has used when it is asked
    public BestSoFar(Supplier<Allowance.Used> used) {
        this.used = used;
        this.atLastEvent = used.get();
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.RunStarted started -> {}
            case RunEvent.CandidatesProposed proposed -> look();
            case RunEvent.CandidateDropped dropped -> look();
            case RunEvent.StepFailed failed -> look();
            case RunEvent.StepCompleted completed -> look();
            case RunEvent.PromptEvaluated evaluated -> evaluated(evaluated.evaluation());
            case RunEvent.RunFinished finished -> over = true;
        }
    }

    private void evaluated(Evaluation evaluation) {
        if (!evaluation.dataset().equals(RunView.VALIDATION)) {
            over = true;
            return;
        }
        look();
        if (points.isEmpty()) {
            seedCoverage = evaluation.coverage();
        }
        // As the search ranks: what has fewer answers than the seed prompt counts with what is
        // certain.
        double score =
                evaluation.coverage() < seedCoverage ? evaluation.lowerBound() : evaluation.score();
        boolean isBest = points.isEmpty() || score > points.getLast().score();
        points.add(
                isBest
                        ? new CurvePoint(atLastEvent, score, evaluation.prompt())
                        : at(points.getLast()));
    }

    private void look() {
        if (!over) {
            atLastEvent = used.get();
        }
    }

    /// What the search had used at its last event.
    public Allowance.Used used() {
        return atLastEvent;
    }

    /// In order; the last one at the end of the search. Empty when not even the seed prompt was
    /// evaluated.
    public List<CurvePoint> curve() {
        List<CurvePoint> curve = new ArrayList<>(points);
        if (!curve.isEmpty() && !curve.getLast().used().equals(atLastEvent)) {
            curve.add(at(curve.getLast()));
        }
        return Collections.unmodifiableList(curve);
    }

    /// Nothing better since then.
    private CurvePoint at(CurvePoint best) {
        return new CurvePoint(atLastEvent, best.score(), best.prompt());
    }
}
