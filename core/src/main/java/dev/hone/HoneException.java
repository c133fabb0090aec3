package dev.hone;

import org.jspecify.annotations.Nullable;

/// Anything Hone reports to its caller. The message is for the person who can act on it: what was
/// wrong, where, the value, and what would be right.
public class HoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public HoneException(String message) {
        super(message);
    }

    public HoneException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
