package dev.hone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void keepsAShortText() {
        assertThat(Excerpt.of("h\u00f6her \uD83D\uDE00")).isEqualTo("h\u00f6her \uD83D\uDE00");
        assertThat(Excerpt.of("x".repeat(80))).isEqualTo("x".repeat(80));
    }

    @Test
    void shortensALongTextBetweenCharacters() {
        assertThat(Excerpt.of("\uD83D\uDE00".repeat(81)))
                .isEqualTo("\uD83D\uDE00".repeat(79) + "\u2026");
    }

    @Test
    void escapesWhatATerminalWouldObey() {
        assertThat(Excerpt.of("a\n\r\t\u001B[31m\u202E\uD800\u2028"))
                .isEqualTo("a\\n\\r\\t\\u001B[31m\\u202E\\uD800\\u2028");
    }
}
