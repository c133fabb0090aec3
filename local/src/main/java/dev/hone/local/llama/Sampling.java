package dev.hone.local.llama;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// How the next token is drawn. Not thread-safe: it is of one generation.
///
/// @param temperature 0 takes the most likely token, of equals the first
/// @param topP in (0, 1]: only the most likely tokens that together reach it are drawn from
/// @param random used once for every token, and not at temperature 0
public record Sampling(double temperature, double topP, RandomGenerator random) {

    /// Beyond this many nats below the most likely token, weights vanish in a `double`'s sum.
    private static final double NEGLIGIBLE = 40;

    int draw(float[] logits) {
        int best = mostLikely(logits);
        if (temperature == 0) {
            return best;
        }
        double floor = logits[best] - NEGLIGIBLE * temperature;
        int[] tokens = new int[logits.length];
        double[] weights = new double[logits.length];
        int count = 0;
        double total = 0;
        for (int token = 0; token < logits.length; token++) {
            if (logits[token] >= floor) {
                double weight = Math.exp((logits[token] - logits[best]) / temperature);
                tokens[count] = token;
                weights[count++] = weight;
                total += weight;
            }
        }
        if (topP < 1) {
            return drawFromTop(tokens, weights, count, total * topP);
        }
        double left = random.nextDouble() * total;
        for (int i = 0; i < count; i++) {
            left -= weights[i];
            if (left < 0) {
                return tokens[i];
            }
        }
        return best;
    }

    private int drawFromTop(int[] tokens, double[] weights, int count, double enough) {
        // Weights are at most 1 and not negative, so that their bits are in their order.
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            order[i] =
                    (long) (Integer.MAX_VALUE - Float.floatToIntBits((float) weights[i]))
                                    << Integer.SIZE
                            | i;
        }
        Arrays.sort(order);
        double reached = 0;
        int kept = 0;
        while (kept < count && reached < enough) {
            reached += weights[(int) order[kept++]];
        }
        double left = random.nextDouble() * reached;
        for (int i = 0; i < kept; i++) {
            left -= weights[(int) order[i]];
            if (left < 0) {
                return tokens[(int) order[i]];
            }
        }
        return tokens[(int) order[0]];
    }

    private static int mostLikely(float[] logits) {
        int best = 0;
        for (int token = 1; token < logits.length; token++) {
            if (logits[token] > logits[best]) {
                best = token;
            }
        }
        return best;
    }

    /// The natural logarithm of a token's probability, at temperature 1.
    static double logProbability(float[] logits, int token) {
        float largest = logits[mostLikely(logits)];
        double total = 0;
        for (float logit : logits) {
            total += Math.exp(logit - largest);
        }
        return logits[token] - largest - Math.log(total);
    }
}
