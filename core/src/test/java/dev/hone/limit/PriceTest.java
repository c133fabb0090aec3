package dev.hone.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hone.model.TokenUsage;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;

class PriceTest {

    private static final Price PRICE = new Price(new BigDecimal("0.40"), new BigDecimal("1.60"));

    @Test
    void aPriceIsExact() {
        assertThat(PRICE.of(new TokenUsage(1_000_000, 500_000))).isEqualByComparingTo("1.20");
        assertThat(PRICE.of(new TokenUsage(1, 0))).isEqualByComparingTo("0.0000004");
        assertThat(PRICE.of(TokenUsage.ZERO)).isEqualByComparingTo("0");
    }

    @Test
    void thePriceOfUnknownTokensIsUnknownUnlessTheModelIsFree() {
        assertThat(PRICE.of(TokenUsage.UNKNOWN)).isNull();
        assertThat(Price.FREE.of(TokenUsage.UNKNOWN)).isEqualByComparingTo("0");
    }

    @Test
    void noPriceIsNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Price(new BigDecimal("-1"), BigDecimal.ONE));
    }
}
