package dev.hone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigestTest {

    /// Ledgers are searched by digests: one that changed would have every answer paid for again.
    @Test
    void digestsAreWhatTheyWereInEveryVersion() {
        assertThat(Digest.of("plain").hex())
                .as("printf '\\0\\0\\0\\5plain' | sha256sum")
                .isEqualTo("573001b6f4665a17992b3a9087874a2b67b27a9009ea0daa6876c64f6b6455f6");
        assertThat(
                        Digest.of(
                                        "request 1",
                                        "caf\u00e9",
                                        "\uD83D\uDE00",
                                        "\uD800",
                                        "",
                                        "\uDC00\uD800")
                                .hex())
                .isEqualTo("a2c9461863844f8be50b5fa7c9e8b811a35694ce781e3b3a7b34ae098d4c2e5b");
    }

    @Test
    void charactersThatMoveToTheNextPartChangeTheDigest() {
        assertThat(Digest.of("ab", "c")).isNotEqualTo(Digest.of("a", "bc"));
        assertThat(Digest.of("ab")).isNotEqualTo(Digest.of("ab", ""));
    }

    @Test
    void unpairedSurrogatesAreKeptApart() {
        assertThat(Digest.of("a\uD800")).isNotEqualTo(Digest.of("a\uD801"));
        assertThat(Digest.of("a\uD800")).isNotEqualTo(Digest.of("a?"));
    }
}
