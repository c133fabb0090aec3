package dev.hone.ledger.place;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What looks like a URL and is none of ours.
final class ForeignUrl {

    private static final Pattern KIND =
            Pattern.compile("(?i)jdbc:[a-z0-9]*:?|[a-z][a-z0-9+.-]+://");

    private ForeignUrl() {}

    /// How the URL begins; the rest may hold a password. Empty when the text is no URL.
    static Optional<String> kind(String text) {
        Matcher kind = KIND.matcher(text);
        return kind.lookingAt() ? Optional.of(kind.group()) : Optional.empty();
    }
}
