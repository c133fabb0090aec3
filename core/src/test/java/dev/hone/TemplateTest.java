package dev.hone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class TemplateTest {

    private static final Example EXAMPLE =
            new Example("1", "2 + 2?", List.of("4"), List.of(), Map.of("unit", "m$1"));
    private static final Prompt PROMPT = new Prompt("Think.");

    @Test
    void everyPositionOfThePaperPutsThePromptWhereItSays() {
        assertThat(Template.QUESTION_BEGIN.render(PROMPT, EXAMPLE)).isEqualTo("Think.\n2 + 2?");
        assertThat(Template.QUESTION_END.render(PROMPT, EXAMPLE)).isEqualTo("2 + 2?\nThink.");
        assertThat(Template.QUESTION_BEGIN_WITH_MARKS.render(PROMPT, EXAMPLE))
                .isEqualTo("Q: Think.\n2 + 2?\nA:");
        assertThat(Template.QUESTION_END_WITH_MARKS.render(PROMPT, EXAMPLE))
                .isEqualTo("Q: 2 + 2?\nThink.\nA:");
        assertThat(Template.ANSWER_BEGIN_WITH_MARKS.render(PROMPT, EXAMPLE))
                .isEqualTo("Q: 2 + 2?\nA: Think.");
        assertThat(Template.BEFORE_QUESTION_WITH_MARKS.render(PROMPT, EXAMPLE))
                .isEqualTo("Think.\nQ: 2 + 2?\nA:");
    }

    @Test
    void everyPositionHasTheWordsTheMetaPromptUses() {
        assertThat(Template.QUESTION_END.position().description())
                .isEqualTo("at the end of the question");
        assertThat(Template.QUESTION_END_WITH_MARKS.position())
                .isEqualTo(Template.Position.QUESTION_END);
        assertThat(Template.QUESTION_BEGIN.position()).isEqualTo(Template.Position.QUESTION_BEGIN);
        assertThat(Template.QUESTION_BEGIN_WITH_MARKS.position())
                .isEqualTo(Template.Position.QUESTION_BEGIN);
        assertThat(Template.ANSWER_BEGIN_WITH_MARKS.position())
                .isEqualTo(Template.Position.ANSWER_BEGIN);
        assertThat(Template.BEFORE_QUESTION_WITH_MARKS.position())
                .isEqualTo(Template.Position.BEFORE_QUESTION);
    }

    @Test
    void theEmptyPromptAsksTheQuestionAlone() {
        assertThat(Template.QUESTION_END.render(Prompt.EMPTY, EXAMPLE)).isEqualTo("2 + 2?");
        assertThat(Template.QUESTION_BEGIN.render(Prompt.EMPTY, EXAMPLE)).isEqualTo("2 + 2?");
        assertThat(Template.QUESTION_END_WITH_MARKS.render(Prompt.EMPTY, EXAMPLE))
                .isEqualTo("Q: 2 + 2?\nA:");
    }

    @Test
    void valuesAreInsertedOnceAndNeverLookedInto() {
        Example hostile = Example.of("1", "{{prompt}} $0 \\1", "x");
        Template template = new Template("{{ input }} {{prompt}}");

        assertThat(template.render(new Prompt("{{input}}"), hostile))
                .isEqualTo("{{prompt}} $0 \\1 {{input}}");
    }

    @Test
    void columnsAreInsertedByNameAndUnknownOnesRefused() {
        assertThat(new Template("{{unit}}: {{input}} {{prompt}}").render(PROMPT, EXAMPLE))
                .isEqualTo("m$1: 2 + 2? Think.");
        assertThatThrownBy(() -> new Template("{{uint}} {{prompt}}").render(PROMPT, EXAMPLE))
                .hasMessageContaining("{{uint}}");
    }

    @Test
    void thePromptStandsExactlyOnce() {
        assertThatThrownBy(() -> new Template("{{input}}")).hasMessageContaining("0 times");
        assertThatThrownBy(() -> new Template("{{prompt}} {{prompt}}"))
                .hasMessageContaining("2 times");
    }
}
