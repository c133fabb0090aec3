package dev.hone.policy.generation;

import dev.hone.policy.decoder.Cache;
import dev.hone.policy.decoder.Decoder;
import dev.hone.policy.decoder.Layout;
import dev.hone.policy.decoder.Prefix;
import dev.hone.policy.libtorch.Precision;
import dev.hone.policy.libtorch.Threads;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Writes prompts for queries with a trained policy (QPO §3.2, §4, §5.1). Thread-safe; owns copies
/// of the weights, whose memory is given back when it is closed.
///
/// A query's prompt does not depend on the queries written together with it, up to the rounding of
/// sums whose order libtorch chooses by the size of a batch.
public final class PromptGenerator implements AutoCloseable {

    /// Queries whose prompts are written together; bounds the memory.
    private static final int ROWS_AT_ONCE = 64;

    private final Layout layout;
    private final Decoder decoder;
    private final Head head;

    /// @param tensors of the network, by the names of training; may change afterwards
    public PromptGenerator(Map<String, Tensor> tensors, Layout layout, Precision precision) {
        Threads.set();
        this.layout = layout;
        try (NoGradGuard off = new NoGradGuard()) {
            this.decoder = new Decoder(tensors, layout.heads(), precision);
            this.head = new Head(decoder.tokens(), precision);
        }
    }

    /// The likeliest tokens, one after the other.
    ///
    /// @param queries their tokens; those beyond the layout's are not read
    /// @param reward R' to ask for; 100 is the best there is
    /// @return the prompts' tokens, at most the layout's, in the order of the queries
    public List<int[]> greedy(List<int[]> queries, double reward, Protocol protocol) {
        return chunks(queries, null, reward, protocol);
    }

    /// Tokens drawn from the likeliest two, where the first has no more than 0.9 of the two's
    /// probability.
    ///
    /// @param chances one per query; equal streams give equal prompts
    public List<int[]> sampled(
            List<int[]> queries,
            List<? extends RandomGenerator> chances,
            double reward,
            Protocol protocol) {
        if (chances.size() != queries.size()) {
            throw new IllegalArgumentException(
                    chances.size() + " random streams for " + queries.size() + " queries.");
        }
        return chunks(queries, chances, reward, protocol);
    }

    @Override
    public void close() {
        head.close();
        decoder.close();
    }

    private List<int[]> chunks(
            List<int[]> queries,
            @Nullable List<? extends RandomGenerator> chances,
            double reward,
            Protocol protocol) {
        List<int[]> prompts = new ArrayList<>(queries.size());
        for (int from = 0; from < queries.size(); from += ROWS_AT_ONCE) {
            int to = Math.min(queries.size(), from + ROWS_AT_ONCE);
            TokenChoice choice =
                    chances == null
                            ? new TokenChoice.Greedy()
                            : new TokenChoice.Sampled(chances.subList(from, to));
            prompts.addAll(write(queries.subList(from, to), choice, reward, protocol));
        }
        return prompts;
    }

    private List<int[]> write(
            List<int[]> queries, TokenChoice choice, double reward, Protocol protocol) {
        boolean faithful = protocol == Protocol.FAITHFUL;
        Prefix prefix = Prefix.of(layout, queries, !faithful);
        Written written = new Written(queries.size(), layout, faithful);
        try (PointerScope scope = new PointerScope();
                InferenceMode on = new InferenceMode()) {
            int room = Math.max(prefix.slots(), prefix.kept() + layout.promptTokens());
            Cache cache = decoder.cache(prefix.rows(), room);
            Tensor mask = faithful || !prefix.ragged() ? null : mask(prefix);
            // The slot before the prompt, where it is padding, is overwritten by the first token.
            for (int k = 0; k < layout.promptTokens() && !written.complete(); k++) {
                try (PointerScope step = new PointerScope()) {
                    Tensor hidden =
                            k == 0
                                    ? decoder.read(prefix, reward, cache)
                                    : next(prefix, written.last(), k - 1, cache, mask);
                    written.add(head.candidates(decoder.finish(hidden)), choice);
                }
            }
        }
        return written.prompts();
    }

    /// @param k the number of the token that is read, from 0
    private Tensor next(Prefix prefix, int[] tokens, int k, Cache cache, @Nullable Tensor mask) {
        int at = prefix.kept() + k;
        TensorOptional visible =
                mask == null
                        ? new TensorOptional()
                        : new TensorOptional(mask.narrow(3, 0, at + 1L));
        return decoder.next(tokens, layout.promptStart() + k, at, cache, visible);
    }

    private Tensor mask(Prefix prefix) { // [B, 1, 1, kept + P]
        int width = prefix.kept() + layout.promptTokens();
        boolean[] mask = prefix.attentionOfPrompt(layout.promptTokens());
        return decoder.beside(Tensor.create(mask, prefix.rows(), 1, 1, width));
    }

    /// What has been written so far.
    private static final class Written {

        private final Layout layout;
        private final boolean faithful;
        private final int[][] tokens;
        private final int[] lengths;
        private final boolean[] ended;
        private int count;

        Written(int rows, Layout layout, boolean faithful) {
            this.layout = layout;
            this.faithful = faithful;
            tokens = new int[rows][layout.promptTokens()];
            lengths = new int[rows];
            ended = new boolean[rows];
        }

        boolean complete() {
            for (boolean one : ended) {
                if (!one) {
                    return false;
                }
            }
            return true;
        }

        void add(Candidates candidates, TokenChoice choice) {
            for (int row = 0; row < tokens.length; row++) {
                if (ended[row]) {
                    tokens[row][count] = layout.endOfText();
                    continue;
                }
                int token = choice.choose(row, candidates.best(row));
                tokens[row][count] = token;
                ended[row] = !faithful && token == layout.endOfText();
                lengths[row] += ended[row] ? 0 : 1;
            }
            count++;
        }

        int[] last() {
            return Arrays.stream(tokens).mapToInt(row -> row[count - 1]).toArray();
        }

        List<int[]> prompts() {
            List<int[]> prompts = new ArrayList<>(tokens.length);
            for (int row = 0; row < tokens.length; row++) {
                prompts.add(Arrays.copyOf(tokens[row], lengths[row]));
            }
            return prompts;
        }
    }
}
