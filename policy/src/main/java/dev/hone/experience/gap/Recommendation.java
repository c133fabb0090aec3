package dev.hone.experience.gap;

import dev.hone.statistics.Interval;

import java.util.Locale;

/// Whether training a policy is worth it, by what is known without luck.
///
/// @param sentence why, for people; holds no text of the data
public record Recommendation(Verdict verdict, String sentence) {

    /// A gain below one point is not worth a policy.
    private static final double LEAST_GAIN = 0.01;

    /// An interval of fewer queries than this says little.
    private static final int FEWEST_QUERIES = 30;

    /// The answers to "is it worth training?".
    public enum Verdict {
        /// The gap without luck is at least one point, and its interval excludes 0.
        WORTH_TRAINING("worth-training"),
        /// The gap is below one point, as far as its whole interval goes.
        NOT_WORTH_TRAINING("not-worth-training"),
        /// The data do not say.
        CANNOT_TELL("cannot-tell");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    static Recommendation of(OracleGap gap) {
        if (gap.prompts().size() < 2) {
            return new Recommendation(
                    Verdict.CANNOT_TELL,
                    "Cannot tell: there is only one prompt, so there is nothing to choose from.");
        }
        if (gap.queries() < FEWEST_QUERIES) {
            return new Recommendation(
                    Verdict.CANNOT_TELL,
                    "Cannot tell: "
                            + gap.queries()
                            + " queries are too few; record at least "
                            + FEWEST_QUERIES
                            + ".");
        }
        if (gap.rawGap95().high() < LEAST_GAIN) {
            return new Recommendation(
                    Verdict.NOT_WORTH_TRAINING,
                    "Not worth training: even with all luck counted, the best prompt of each query"
                            + " gains less than one point over the best single prompt.");
        }
        return gap.repeated().map(Recommendation::ofRepeated).orElseGet(() -> ofSingle(gap));
    }

    private static Recommendation ofRepeated(RepeatedGap gap) {
        String gain = points(gap.gap()) + " points" + interval(gap.gap95());
        if (gap.queries() < FEWEST_QUERIES) {
            return new Recommendation(
                    Verdict.CANNOT_TELL,
                    "Cannot tell: only "
                            + gap.queries()
                            + " queries were answered twice under two prompts; record more"
                            + " repeated answers.");
        }
        if (gap.gap95().low() > 0 && gap.gap() >= LEAST_GAIN) {
            return new Recommendation(
                    Verdict.WORTH_TRAINING,
                    "Worth training: without luck, choosing a prompt for each query changes the"
                            + " score by "
                            + gain
                            + " against the best single prompt.");
        }
        if (gap.gap95().high() < LEAST_GAIN) {
            return new Recommendation(
                    Verdict.NOT_WORTH_TRAINING,
                    "Not worth training: without luck, choosing a prompt for each query changes the"
                            + " score by "
                            + gain
                            + ". Use the best single prompt.");
        }
        return new Recommendation(
                Verdict.CANNOT_TELL,
                "Cannot tell: without luck, choosing a prompt for each query changes the score by "
                        + gain
                        + ". Record more queries, or more answers to each.");
    }

    private static Recommendation ofSingle(OracleGap gap) {
        String remedy =
                " Ask a part of the queries a second time under each prompt, with sampling, to"
                        + " know.";
        if (gap.byDifficulty().isEmpty()) {
            return new Recommendation(
                    Verdict.CANNOT_TELL,
                    "Cannot tell: without repeated answers, luck and what a query needs look the"
                            + " same."
                            + remedy);
        }
        double chance = gap.byDifficulty().getAsDouble();
        double lowest = gap.bestSingle().accuracy() + gap.rawGap95().low();
        if (lowest - chance > LEAST_GAIN) {
            return new Recommendation(
                    Verdict.WORTH_TRAINING,
                    "Worth training: difficulty and luck alone would let the best prompt of each"
                            + " query score "
                            + percent(chance)
                            + ", and it scores "
                            + percent(gap.rawOracle())
                            + ".");
        }
        return new Recommendation(
                Verdict.CANNOT_TELL,
                "Cannot tell: the best prompt of each query scores "
                        + percent(gap.rawOracle())
                        + ", but difficulty and luck alone would give "
                        + percent(chance)
                        + "."
                        + remedy);
    }

    private static String interval(Interval interval) {
        return " (95 % interval " + points(interval.low()) + " to " + points(interval.high()) + ")";
    }

    private static String percent(double score) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * score);
    }

    private static String points(double difference) {
        String points =
                String.format(Locale.ROOT, "%+.1f", 100 * difference).replace('-', '\u2212');
        return points.equals("\u22120.0") ? "+0.0" : points;
    }
}
