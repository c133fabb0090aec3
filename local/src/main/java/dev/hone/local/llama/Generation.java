package dev.hone.local.llama;

import dev.hone.model.Completion;
import dev.hone.model.Completion.FinishReason;
import dev.hone.model.Completion.TokenLogProbability;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One answer in the making: what is to be read, how the answer is drawn, and what there is of it.
/// Used by one lane; its future by anybody.
public final class Generation {

    private final int[] prompt;
    private final int scoredFrom;
    private final int most;
    private final Sampling sampling;
    private final List<byte[]> stops;
    private final boolean wantsLogProbabilities;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final List<TokenLogProbability> logProbabilities = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private byte[] text = new byte[64];
    private int length;
    private int produced;
    private volatile boolean cancelled;

    private Generation(
            int[] prompt,
            int scoredFrom,
            int most,
            Sampling sampling,
            List<byte[]> stops,
            boolean wantsLogProbabilities) {
        this.prompt = prompt;
        this.scoredFrom = scoredFrom;
        this.most = most;
        this.sampling = sampling;
        this.stops = stops;
        this.wantsLogProbabilities = wantsLogProbabilities;
    }

    /// An answer.
    ///
    /// @param prompt at least one token
    /// @param most tokens of the answer, at least 1
    /// @param stops texts before which the answer ends
    public static Generation of(
            int[] prompt,
            int most,
            Sampling sampling,
            List<String> stops,
            boolean wantsLogProbabilities) {
        return new Generation(
                prompt,
                prompt.length,
                most,
                sampling,
                stops.stream()
                        .filter(stop -> !stop.isEmpty())
                        .map(stop -> stop.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                wantsLogProbabilities);
    }

    /// No answer, but how likely one would be.
    ///
    /// @param tokens of prompt and continuation
    /// @param from where the continuation begins, at least 1
    public static Generation scoring(int[] tokens, int from, Sampling unused) {
        return new Generation(tokens, from, 0, unused, List.of(), true);
    }

    /// What came of it.
    ///
    /// @param tokens written, the one that ended it included
    public record Answer(Completion completion, int tokens) {}

    /// Completed by the lane; exceptionally when it cannot go on.
    public CompletableFuture<Answer> answer() {
        return answer;
    }

    /// Nobody waits for it any more.
    public void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    int[] prompt() {
        return prompt;
    }

    /// How many of the prompt's tokens may come from a cache: behind them, predictions are needed.
    int reusable() {
        return scoredFrom - 1;
    }

    /// Whether the prediction behind the prompt's token at an index is of use.
    boolean needs(int index) {
        return index >= scoredFrom - 1 && (!isScoring() || index < prompt.length - 1);
    }

    /// Whether no token is to be drawn.
    boolean isScoring() {
        return most == 0;
    }

    /// Notes how likely the prompt's token at an index was.
    void score(LoadedModel model, float[] logits, int index) {
        note(model, logits, prompt[index]);
    }

    /// Draws the next token.
    ///
    /// @return the token to be read next; negative when the answer is complete
    int next(LoadedModel model, float[] logits) {
        int token = sampling.draw(logits);
        produced++;
        if (model.isEnd(token)) {
            complete(FinishReason.STOP);
            return -1;
        }
        byte[] piece = model.piece(token);
        int before = length;
        append(piece);
        if (wantsLogProbabilities) {
            note(model, logits, token);
        }
        ends.add(length);
        int stop = stop(before);
        if (stop >= 0) {
            length = stop;
            complete(FinishReason.STOP);
            return -1;
        }
        if (produced == most) {
            complete(FinishReason.LENGTH);
            return -1;
        }
        return token;
    }

    void completeScoring() {
        complete(FinishReason.STOP);
    }

    private void note(LoadedModel model, float[] logits, int token) {
        logProbabilities.add(
                new TokenLogProbability(
                        new String(model.piece(token), StandardCharsets.UTF_8),
                        Sampling.logProbability(logits, token)));
    }

    private void append(byte[] piece) {
        if (length + piece.length > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + piece.length));
        }
        System.arraycopy(piece, 0, text, length, piece.length);
        length += piece.length;
    }

    /// Where the first stop text begins that ends behind the place; negative when there is none.
    private int stop(int before) {
        int first = -1;
        for (byte[] stop : stops) {
            for (int at = Math.max(0, before - stop.length + 1); at + stop.length <= length; at++) {
                if (Arrays.equals(text, at, at + stop.length, stop, 0, stop.length)) {
                    first = first < 0 ? at : Math.min(first, at);
                    break;
                }
            }
        }
        return first;
    }

    private void complete(FinishReason reason) {
        List<TokenLogProbability> kept = logProbabilities;
        if (!isScoring() && !kept.isEmpty()) {
            int tokens = 0;
            while (tokens < kept.size() && (tokens == 0 ? 0 : ends.get(tokens - 1)) < length) {
                tokens++;
            }
            kept = kept.subList(0, tokens);
        }
        String whole = new String(text, 0, length, StandardCharsets.UTF_8);
        answer.complete(new Answer(new Completion(whole, reason, kept), produced));
    }
}
