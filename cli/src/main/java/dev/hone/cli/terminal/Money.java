package dev.hone.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Amounts of US dollars as people read them. What is unknown is said to be unknown, never 0.
public final class Money {

    private static final BigDecimal CENT = new BigDecimal("0.01");

    private Money() {}

    public static String shown(@Nullable BigDecimal usd) {
        if (usd == null) {
            return "price unknown";
        }
        if (usd.signum() == 0) {
            return "$0";
        }
        return usd.compareTo(CENT) < 0
                ? "less than $0.01"
                : "$" + usd.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
