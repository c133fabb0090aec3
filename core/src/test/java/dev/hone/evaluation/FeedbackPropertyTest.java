package dev.hone.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Example;
import dev.hone.Prediction;
import dev.hone.model.TokenUsage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;

class FeedbackPropertyTest {

    private static String kept(String feedback) {
        return new Outcome.Scored(
                        Example.of("1", "in", "out"),
                        Prediction.of("x"),
                        0,
                        feedback,
                        TokenUsage.UNKNOWN)
                .feedback();
    }

    @Property(tries = 300)
    void whatIsKeptIsShortPrintableAndKeptAsItIs(
            @ForAll @StringLength(max = 6_000) String feedback) {
        String kept = kept(feedback);

        assertThat(kept.length()).isLessThanOrEqualTo(Outcome.Scored.MOST_FEEDBACK);
        assertThat(kept.chars())
                .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
        assertThat(kept.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        assertThat(kept(kept)).isEqualTo(kept);
    }

    @Test
    void ordinaryFeedbackIsKeptToTheCharacter() {
        assertThat(kept("Two lines,\n\tone indented. 🙂"))
                .isEqualTo("Two lines,\n\tone indented. 🙂");
        assertThat(kept("a\r\nb")).isEqualTo("a\nb");
    }

    @Test
    void hostileFeedbackIsCutAndDisarmed() {
        assertThat(kept("\u001b[2J\u0000gone\ud800 ")).isEqualTo("[2J gone\ufffd");
        assertThat(kept("x".repeat(50_000_000))).hasSize(1_000).endsWith("x…");
        assertThat(kept("x".repeat(998) + "🙂🙂")).hasSize(999).endsWith("x…");
    }
}
