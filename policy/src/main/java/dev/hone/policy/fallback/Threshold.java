package dev.hone.policy.fallback;

/// From which predicted gain on the best single prompt is left.
///
/// @param value in score; infinite when it is never left
/// @param gain mean realised gain at this threshold on the queries it was chosen on
/// @param credibleGain the gain less one standard error; what the threshold was chosen by
record Threshold(double value, double gain, double credibleGain) {

    /// The best single prompt, always.
    static final Threshold NEVER = new Threshold(Double.POSITIVE_INFINITY, 0, 0);

    private static final double[] CANDIDATES = {
        0, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3
    };

    /// How many standard errors a gain must be above 0 to be believed: one-sided 5 %.
    private static final double CREDIBLE = 1.645;

    /// The threshold with the highest credible gain; [#NEVER] unless its gain is above 0 by more
    /// than chance explains.
    static Threshold fit(PredictedGains predicted) {
        Threshold best = NEVER;
        for (double candidate : CANDIDATES) {
            double[] gains = predicted.realised(candidate);
            double mean = mean(gains);
            double error = standardError(gains, mean);
            if (mean > CREDIBLE * error && mean - error > best.credibleGain) {
                best = new Threshold(candidate, mean, mean - error);
            }
        }
        return best;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }

    private static double standardError(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
