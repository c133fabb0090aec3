package dev.hone.evaluation;

import dev.hone.HoneException;

/// More examples stayed without an answer than the user allows.
public final class TooManyFailuresException extends HoneException {

    private static final long serialVersionUID = 1L;

    TooManyFailuresException(
            String dataset, int failed, int examples, MaxFailures limit, String firstReason) {
        super(
                failed
                        + " of the "
                        + examples
                        + " examples of "
                        + dataset
                        + " got no answer, also when they were asked again; max-failures allows "
                        + limit
                        + ". The first: "
                        + firstReason);
    }
}
