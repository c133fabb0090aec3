package dev.hone.report;

import dev.hone.result.TrajectoryLine;
import dev.hone.statistics.Interval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Every scored candidate over the steps of the search. Across, places are parts of the width, so
/// that the chart fits any screen; downwards they are pixels.
///
/// @param seedY where the seed prompt's score lies; empty when it has none
/// @param best the best score so far, as strokes from left to right
record ScoreChart(
        int height,
        String seedY,
        List<Mark> scores,
        List<Mark> steps,
        List<Dot> dots,
        List<Stroke> best) {

    static final int HEIGHT = 300;
    private static final int TOP = 10;
    private static final int BOTTOM = 270;
    private static final int MOST_LABELS = 10;

    /// How much of a step's width its candidates take.
    private static final double SPREAD = 0.62;

    static ScoreChart of(List<Candidate> candidates) {
        List<Candidate> scored =
                candidates.stream()
                        .filter(candidate -> candidate.line().score() != null)
                        .filter(c -> c.line().status() != TrajectoryLine.Status.DUPLICATE)
                        .toList();
        int last = candidates.stream().mapToInt(c -> c.line().step()).max().orElse(0);
        Scale scale =
                Scale.around(
                        scored.stream()
                                .map(candidate -> candidate.line().interval95())
                                .filter(Objects::nonNull)
                                .toList());
        Double seed = candidates.getFirst().line().score();
        List<Dot> dots = dots(scored, last, scale);
        return new ScoreChart(
                HEIGHT,
                seed == null ? "" : y(seed, scale),
                scale.ticks().stream().map(score -> scoreMark(score, scale)).toList(),
                stepMarks(last),
                dots,
                best(dots));
    }

    private static Mark scoreMark(double score, Scale scale) {
        return new Mark(Math.round(100 * score) + "\u00a0%", y(score, scale), false);
    }

    private static List<Mark> stepMarks(int last) {
        int every = Math.ceilDiv(last + 1, MOST_LABELS);
        List<Mark> marks = new ArrayList<>();
        for (int step = 0; step <= last; step += every) {
            boolean minor = marks.size() % 2 == 1 && last / every > 4;
            marks.add(new Mark(step == 0 ? "seed" : "" + step, x(step, last), minor));
        }
        return marks;
    }

    private static List<Dot> dots(List<Candidate> scored, int last, Scale scale) {
        List<Dot> dots = new ArrayList<>();
        for (int step = 0; step <= last; step++) {
            int wanted = step;
            List<Candidate> ofStep =
                    scored.stream().filter(c -> c.line().step() == wanted).toList();
            for (int i = 0; i < ofStep.size(); i++) {
                double shift = SPREAD * ((i + 0.5) / ofStep.size() - 0.5);
                dot(ofStep.get(i), x(step + shift, last), scale, dots);
            }
        }
        return dots;
    }

    private static void dot(Candidate candidate, String x, Scale scale, List<Dot> dots) {
        TrajectoryLine line = candidate.line();
        Double score = line.score();
        Interval interval = line.interval95();
        if (score == null || interval == null) {
            return;
        }
        String kind =
                line.status() == TrajectoryLine.Status.SEED
                        ? "seed"
                        : line.best() ? "best" : line.selected() ? "current" : "other";
        String title =
                candidate.name()
                        + ", "
                        + (line.step() == 0 ? "" : "step " + line.step() + ": ")
                        + Numbers.percent(score)
                        + " ("
                        + Numbers.percents(interval)
                        + ")";
        dots.add(
                new Dot(
                        kind,
                        title,
                        x,
                        y(score, scale),
                        y(interval.low(), scale),
                        y(interval.high(), scale)));
    }

    /// From one dot that became the best to the next, and on to the right edge.
    private static List<Stroke> best(List<Dot> dots) {
        List<Stroke> strokes = new ArrayList<>();
        Dot from = null;
        for (Dot dot : dots) {
            if (dot.isBest()) {
                if (from != null) {
                    strokes.add(new Stroke(from.x, dot.x, from.y, from.y));
                    strokes.add(new Stroke(dot.x, dot.x, from.y, dot.y));
                }
                from = dot;
            }
        }
        if (from != null) {
            strokes.add(new Stroke(from.x, "100%", from.y, from.y));
        }
        return strokes;
    }

    private static String x(double step, int last) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * (step + 0.5) / (last + 1));
    }

    private static String y(double score, Scale scale) {
        double part = Math.clamp(scale.position(score), 0.0, 1.0);
        return String.format(Locale.ROOT, "%.1f", BOTTOM - part * (BOTTOM - TOP));
    }

    /// A label of an axis.
    ///
    /// @param minor whether a narrow screen does without it
    record Mark(String label, String at, boolean minor) {}

    /// A candidate.
    record Dot(String kind, String title, String x, String y, String low, String high) {

        boolean isBest() {
            return kind.equals("seed") || kind.equals("best");
        }
    }

    /// A straight line.
    record Stroke(String fromX, String toX, String fromY, String toY) {}
}
