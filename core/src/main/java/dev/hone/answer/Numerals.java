package dev.hone.answer;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers written in digits: `-5`, `1,000`, `$1,000.00`, `.5`, `6.02e23`. A dash is a sign only
/// where it does not join two things (`10-5`), and a comma only where three digits follow.
final class Numerals {

    private static final Pattern NUMERAL =
            Pattern.compile(
                    "(?<sign>(?<![\\p{L}\\p{N}_)\\]}%])[-\\u2212])?[$€£¥]?"
                            + "(?<whole>[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++|(?=\\.[0-9]))"
                            + "(?<fraction>\\.[0-9]++)?"
                            + "(?<exponent>[eE][-+]?[0-9]{1,3}(?![\\p{L}\\p{N}]))?");

    /// A run of digits longer than this is noise, not a quantity.
    private static final int MAX_DIGITS = 400;

    private Numerals() {}

    static @Nullable BigDecimal first(String text) {
        Matcher matcher = NUMERAL.matcher(text);
        while (matcher.find()) {
            if (isQuantity(matcher)) {
                return value(matcher);
            }
        }
        return null;
    }

    static @Nullable BigDecimal last(String text) {
        Matcher matcher = NUMERAL.matcher(text);
        BigDecimal last = null;
        while (matcher.find()) {
            if (isQuantity(matcher)) {
                last = value(matcher);
            }
        }
        return last;
    }

    /// Without exponent, superfluous zeros and the sign of zero, so that equal numbers are equal
    /// texts.
    static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static boolean isQuantity(Matcher matcher) {
        return matcher.end() - matcher.start() <= MAX_DIGITS;
    }

    private static BigDecimal value(Matcher matcher) {
        String digits = part(matcher, "whole").replace(",", "");
        BigDecimal size =
                new BigDecimal(
                        (digits.isEmpty() ? "0" : digits)
                                + part(matcher, "fraction")
                                + part(matcher, "exponent"));
        return part(matcher, "sign").isEmpty() ? size : size.negate();
    }

    private static String part(Matcher matcher, String group) {
        String part = matcher.group(group);
        return part == null ? "" : part;
    }
}
