package dev.hone.recipe.phrasing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// What may be said in several ways: text, one of several patterns, or several in a row.
///
/// Written as plain text in which `(a|b|)` is a choice, which may be nested, and `<name>` stands
/// for a pattern with a name. Immutable.
sealed interface Pattern {

    /// One way to say it.
    String expand(RandomGenerator random);

    record Text(String text) implements Pattern {

        @Override
        public String expand(RandomGenerator random) {
            return text;
        }
    }

    record Choice(List<Pattern> alternatives) implements Pattern {

        @Override
        public String expand(RandomGenerator random) {
            return alternatives.get(random.nextInt(alternatives.size())).expand(random);
        }
    }

    record Sequence(List<Pattern> parts) implements Pattern {

        @Override
        public String expand(RandomGenerator random) {
            StringBuilder text = new StringBuilder();
            parts.forEach(part -> text.append(part.expand(random)));
            return text.toString();
        }
    }

    /// @param named patterns that may be referred to
    /// @throws IllegalArgumentException when parentheses do not match, or a name is unknown
    static Pattern parse(String text, Map<String, Pattern> named) {
        Reader reader = new Reader(text, named);
        Pattern pattern = reader.choice();
        reader.requireEnd();
        return pattern;
    }

    /// Reads one pattern from left to right.
    final class Reader {

        private final String text;
        private final Map<String, Pattern> named;
        private int at;

        private Reader(String text, Map<String, Pattern> named) {
            this.text = text;
            this.named = named;
        }

        private Pattern choice() {
            List<Pattern> alternatives = new ArrayList<>();
            alternatives.add(sequence());
            while (at < text.length() && text.charAt(at) == '|') {
                at++;
                alternatives.add(sequence());
            }
            return alternatives.size() == 1 ? alternatives.getFirst() : new Choice(alternatives);
        }

        private Pattern sequence() {
            List<Pattern> parts = new ArrayList<>();
            StringBuilder plain = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
                char next = text.charAt(at);
                if (next == '(' || next == '<') {
                    parts.add(new Text(plain.toString()));
                    plain.setLength(0);
                    parts.add(next == '(' ? group() : reference());
                } else {
                    plain.append(next);
                    at++;
                }
            }
            parts.add(new Text(plain.toString()));
            return new Sequence(parts);
        }

        private Pattern group() {
            at++;
            Pattern inner = choice();
            if (at == text.length()) {
                throw wrong("a parenthesis is not closed");
            }
            at++;
            return inner;
        }

        private Pattern reference() {
            int end = text.indexOf('>', at);
            Pattern pattern = end < 0 ? null : named.get(text.substring(at + 1, end));
            if (pattern == null) {
                throw wrong("an unknown name stands at " + at);
            }
            at = end + 1;
            return pattern;
        }

        private void requireEnd() {
            if (at < text.length()) {
                throw wrong("a parenthesis is closed that was not opened");
            }
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("In the pattern \"" + text + "\" " + what + ".");
        }
    }
}
