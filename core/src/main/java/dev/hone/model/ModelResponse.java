package dev.hone.model;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/// A model's answer.
///
/// Equal are answers that say the same with the same tokens, however long they took: time is
/// different whenever the same is asked again.
///
/// @param completions as many as were asked for, in the provider's order
/// @param usage the tokens of the whole answer, all completions together
/// @param latency from sending the request that was answered until the answer was there, from 0 to
///   [#LONGEST_LATENCY], kept in whole milliseconds; null when unknown, which is not zero
public record ModelResponse(
        List<Completion> completions, TokenUsage usage, @Nullable Duration latency) {

    /// What takes longer was not measured.
    public static final Duration LONGEST_LATENCY = Duration.ofDays(366);

    public ModelResponse {
        completions = List.copyOf(completions);
        if (latency != null) {
            if (latency.isNegative() || latency.compareTo(LONGEST_LATENCY) > 0) {
                throw new IllegalArgumentException(
                        "latency (" + latency + ") must be from 0 to 366 days.");
            }
            latency = latency.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /// An answer that took nobody knows how long.
    public ModelResponse(List<Completion> completions, TokenUsage usage) {
        this(completions, usage, null);
    }

    /// A single finished completion of unknown length.
    public static ModelResponse of(String text) {
        return new ModelResponse(List.of(Completion.of(text)), TokenUsage.UNKNOWN);
    }

    public ModelResponse withLatency(Duration took) {
        return new ModelResponse(completions, usage, took);
    }

    /// The text of the first completion.
    public String text() {
        return completions.getFirst().text();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelResponse response
                && completions.equals(response.completions)
                && usage.equals(response.usage);
    }

    @Override
    public int hashCode() {
        return Objects.hash(completions, usage);
    }
}
