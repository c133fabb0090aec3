package dev.hone.answer;

import dev.hone.Excerpt;
import dev.hone.InputException;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A user's regular expression, safe to run on text nobody has checked. Immutable and thread-safe.
///
/// Java's matcher backtracks: some patterns take time exponential in the text, or a stack as deep
/// as the text is long. Here a search sees the last [#MAX_LENGTH] characters of the text, may look
/// at characters [#MAX_READS] times, and finds nothing when that does not suffice.
public final class GuardedPattern {

    /// In characters.
    public static final int MAX_LENGTH = 200_000;

    /// A fraction of a second's work.
    public static final int MAX_READS = 20_000_000;

    private final Pattern pattern;

    private GuardedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /// The pattern a user wrote.
    ///
    /// @throws InputException when the text is not a regular expression; the message says where
    public static GuardedPattern compile(String regex) {
        try {
            return new GuardedPattern(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new InputException(
                    "\""
                            + Excerpt.of(regex)
                            + "\" is not a regular expression: "
                            + e.getDescription()
                            + (e.getIndex() < 0
                                    ? "."
                                    : " at character " + (e.getIndex() + 1) + "."),
                    e);
        }
    }

    public boolean isFoundIn(String text) {
        return Boolean.TRUE.equals(search(text, Matcher::find));
    }

    /// Group 1 of the last match, or the whole last match where the pattern has no group; null when
    /// nothing matches or the group took no part.
    public @Nullable String lastIn(String text) {
        return search(text, GuardedPattern::lastMatch);
    }

    /// Null when the search gives up.
    private <T> @Nullable T search(String text, Function<Matcher, @Nullable T> search) {
        String end = text.substring(Math.max(0, text.length() - MAX_LENGTH));
        try {
            return search.apply(
                    pattern.matcher(new CountedReads(end, new AtomicInteger(MAX_READS))));
        } catch (GivenUp | StackOverflowError e) {
            return null;
        }
    }

    private static @Nullable String lastMatch(Matcher matcher) {
        int group = Math.min(1, matcher.groupCount());
        String last = null;
        while (matcher.find()) {
            last = matcher.group(group);
        }
        return last;
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    /// A text that can be looked at only so often. The matcher may take parts of it; they share the
    /// count.
    private record CountedReads(CharSequence text, AtomicInteger left) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (left.decrementAndGet() < 0) {
                throw new GivenUp();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedReads(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class GivenUp extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private GivenUp() {
            super(null, null, false, false);
        }
    }
}
