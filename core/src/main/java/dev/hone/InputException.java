package dev.hone;

import org.jspecify.annotations.Nullable;

/// The user's input is wrong: a file, a field, a value, an option. Never a defect of Hone, and
/// never worth retrying unchanged.
public final class InputException extends HoneException {

    private static final long serialVersionUID = 1L;

    public InputException(String message) {
        super(message);
    }

    public InputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
