package dev.hone.models.http;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/// Keeps keys out of messages. Providers repeat the key they refuse, and what they say ends up in
/// logs, ledgers and reports.
public final class Secrets {

    private static final String HIDDEN = "***";
    private static final int SHORTEST = 6;
    private static final Pattern LOOKS_LIKE_A_KEY =
            Pattern.compile(
                    "\\b(?:sk|pk|rk|gsk|xai|key)-[A-Za-z0-9_*.-]{4,}"
                            + "|\\bgsk_[A-Za-z0-9_*-]{4,}"
                            + "|\\bAIza[A-Za-z0-9_-]{8,}"
                            + "|(?i:\\bBearer\\s+(?!\\*\\*\\*)[^\\s\"',}]+)"
                            + "|(?i:\\b(?:x-goog-api-key|x-api-key|api-key|authorization)"
                            + "\"?\\s*[:=]\\s*\"?(?!Bearer)[^\\s\"',}]+)");

    private Secrets() {}

    /// The text without the key, and without anything else that looks like one.
    public static String hiddenIn(String text, @Nullable String key) {
        String safe = text;
        if (key != null && key.length() >= SHORTEST) {
            safe = safe.replace(key, HIDDEN);
        }
        return LOOKS_LIKE_A_KEY.matcher(safe).replaceAll(HIDDEN);
    }

    /// The throwable when no message in its chain had to be changed, otherwise null: a cause is
    /// printed with its messages.
    public static @Nullable Throwable ifClean(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            String text = each.toString();
            if (!hiddenIn(text, null).equals(text)) {
                return null;
            }
        }
        return cause;
    }
}
