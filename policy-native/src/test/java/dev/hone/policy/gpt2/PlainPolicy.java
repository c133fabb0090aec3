package dev.hone.policy.gpt2;

import dev.hone.policy.training.TrainingRow;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The policy of QPO §3 in loops over doubles, one row at a time in the paper's whole layout: what
/// the network on libtorch is held against. Nothing here is shared with it.
public final class PlainPolicy {

    private final PolicyConfig config;
    private final Map<String, double[]> parameters;

    /// What a batch comes to.
    public record Losses(double prompt, double reward) {
        public double total() {
            return prompt + (reward < 10 ? 0.5 : 0.1) * reward;
        }
    }

    /// @param parameters row-major, by name; changes to them are seen
    public PlainPolicy(PolicyConfig config, Map<String, double[]> parameters) {
        this.config = config;
        this.parameters = parameters;
    }

    public Losses losses(List<TrainingRow> rows) {
        double nats = 0;
        double weights = 0;
        double squares = 0;
        for (TrainingRow row : rows) {
            double[][] hidden = hidden(row);
            double error = predictedReward(hidden[0]) - row.reward();
            squares += error * error;
            for (int k = 0; k < Math.min(row.prompt().length, config.promptTokens()); k++) {
                double[] logits = logits(hidden[config.queryTokens() + k]);
                nats += row.weight() * (logSumExp(logits) - logits[row.prompt()[k]]);
                weights += row.weight();
            }
        }
        return new Losses(nats / weights, squares / rows.size());
    }

    /// The hidden state of every slot of the whole layout, padding too. [slots × width]
    public double[][] hidden(TrainingRow row) {
        int d = config.width();
        int slots = 1 + config.queryTokens() + config.promptTokens();
        boolean[] real = new boolean[slots];
        double[][] x = new double[slots][d];
        for (int slot = 0; slot < slots; slot++) {
            boolean query = slot >= 1 && slot <= config.queryTokens();
            int[] text = query ? row.query() : row.prompt();
            int index = query ? slot - 1 : slot - 1 - config.queryTokens();
            real[slot] = slot == 0 || index < text.length;
            int token = slot == 0 || !real[slot] ? config.vocabulary() - 1 : text[index];
            int part = slot == 0 ? 0 : query ? 1 : 2;
            for (int i = 0; i < d; i++) {
                double content =
                        slot == 0
                                ? get("reward_embedding.weight")[i] * row.reward()
                                        + get("reward_embedding.bias")[i]
                                : get("wte.weight")[token * d + i];
                x[slot][i] = content + get("component_embedding.weight")[part * d + i];
            }
            x[slot] = norm(x[slot], "input_norm");
            for (int i = 0; i < d; i++) {
                x[slot][i] += get("wpe.weight")[slot * d + i];
            }
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            block("h." + layer, x, real);
        }
        for (int slot = 0; slot < slots; slot++) {
            x[slot] = norm(x[slot], "ln_f");
        }
        return x;
    }

    public double[] logits(double[] hidden) {
        int d = config.width();
        double[] z = new double[d];
        for (int out = 0; out < d; out++) {
            z[out] = get("prompt_mlp.bias")[out];
            for (int in = 0; in < d; in++) {
                z[out] += get("prompt_mlp.weight")[out * d + in] * hidden[in];
            }
            z[out] = Math.max(0, z[out]);
        }
        double[] logits = new double[config.vocabulary()];
        for (int token = 0; token < logits.length; token++) {
            for (int i = 0; i < d; i++) {
                logits[token] += get("wte.weight")[token * d + i] * z[i];
            }
        }
        return logits;
    }

    public double predictedReward(double[] hidden) {
        double sum = get("reward_head.bias")[0];
        for (int i = 0; i < hidden.length; i++) {
            sum += get("reward_head.weight")[i] * hidden[i];
        }
        return sum;
    }

    public static double logSumExp(double[] values) {
        double largest = Arrays.stream(values).max().orElseThrow();
        double sum = 0;
        for (double value : values) {
            sum += Math.exp(value - largest);
        }
        return largest + Math.log(sum);
    }

    private void block(String name, double[][] x, boolean[] real) {
        double[][] attended = attend(name, x, real);
        for (int slot = 0; slot < x.length; slot++) {
            add(x[slot], attended[slot]);
            double[] inner = conv(norm(x[slot], name + ".ln_2"), name + ".mlp.c_fc");
            for (int i = 0; i < inner.length; i++) {
                double v = inner[i];
                double slope = Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v);
                inner[i] = 0.5 * v * (1 + Math.tanh(slope));
            }
            add(x[slot], conv(inner, name + ".mlp.c_proj"));
        }
    }

    private double[][] attend(String name, double[][] x, boolean[] real) {
        int d = config.width();
        int size = d / config.heads();
        double[][] qkv = new double[x.length][];
        for (int slot = 0; slot < x.length; slot++) {
            qkv[slot] = conv(norm(x[slot], name + ".ln_1"), name + ".attn.c_attn");
        }
        double[][] out = new double[x.length][];
        for (int slot = 0; slot < x.length; slot++) {
            double[] mixed = new double[d];
            for (int head = 0; head < config.heads(); head++) {
                int from = head * size;
                double[] scores = new double[x.length];
                for (int seen = 0; seen < x.length; seen++) {
                    scores[seen] = Double.NEGATIVE_INFINITY;
                    if (seen <= slot && real[seen]) {
                        double dot = 0;
                        for (int i = from; i < from + size; i++) {
                            dot += qkv[slot][i] * qkv[seen][d + i];
                        }
                        scores[seen] = dot / Math.sqrt(size);
                    }
                }
                double all = logSumExp(scores);
                for (int seen = 0; seen < x.length; seen++) {
                    double share = Math.exp(scores[seen] - all);
                    for (int i = from; i < from + size; i++) {
                        mixed[i] += share * qkv[seen][2 * d + i];
                    }
                }
            }
            out[slot] = conv(mixed, name + ".attn.c_proj");
        }
        return out;
    }

    /// A linear layer whose weight is [in, out].
    private double[] conv(double[] x, String name) {
        double[] out = get(name + ".bias").clone();
        double[] weight = get(name + ".weight");
        for (int in = 0; in < x.length; in++) {
            for (int i = 0; i < out.length; i++) {
                out[i] += x[in] * weight[in * out.length + i];
            }
        }
        return out;
    }

    private double[] norm(double[] x, String name) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance =
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] =
                    (x[i] - mean) / Math.sqrt(variance + 1e-5) * get(name + ".weight")[i]
                            + get(name + ".bias")[i];
        }
        return out;
    }

    private static void add(double[] sum, double[] more) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
    }

    private double[] get(String name) {
        return Objects.requireNonNull(parameters.get(name));
    }
}
