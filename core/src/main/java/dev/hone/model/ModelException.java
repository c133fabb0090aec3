package dev.hone.model;

import dev.hone.HoneException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// A model gave no answer. The subclass says what asking again would do; the message never contains
/// a key.
public abstract sealed class ModelException extends HoneException {

    private static final long serialVersionUID = 1L;

    private ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Asking again may help: rate limit, overload, broken connection, time-out, garbled answer.
    public static final class Transient extends ModelException {

        private static final long serialVersionUID = 1L;

        private final @Nullable Duration retryAfter;
        private final boolean rateLimited;

        public Transient(String message, @Nullable Throwable cause) {
            this(message, null, false, cause);
        }

        /// @param retryAfter how long the provider asks to wait; null when it does not say
        /// @param rateLimited whether the provider said "too many requests"
        public Transient(
                String message,
                @Nullable Duration retryAfter,
                boolean rateLimited,
                @Nullable Throwable cause) {
            super(message, cause);
            this.retryAfter = retryAfter;
            this.rateLimited = rateLimited;
        }

        public @Nullable Duration retryAfter() {
            return retryAfter;
        }

        public boolean isRateLimited() {
            return rateLimited;
        }
    }

    /// This request will never be answered, others may be: too long, filtered, not in a recording.
    public static final class Rejected extends ModelException {

        private static final long serialVersionUID = 1L;

        public Rejected(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// No request will be answered: the key or the model is refused, the host is unknown. The run
    /// ends at once.
    public static final class Refused extends ModelException {

        private static final long serialVersionUID = 1L;

        public Refused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The run's budget does not allow the request; it was not sent.
    public static final class BudgetExhausted extends ModelException {

        private static final long serialVersionUID = 1L;

        private final String budget;

        /// @param budget the name of what ran out: `calls`, `tokens`, `usd` or `time`
        public BudgetExhausted(String budget, String message) {
            super(message, null);
            this.budget = budget;
        }

        public String budget() {
            return budget;
        }
    }

    /// The run was interrupted while the request waited.
    public static final class Interrupted extends ModelException {

        private static final long serialVersionUID = 1L;

        public Interrupted(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
