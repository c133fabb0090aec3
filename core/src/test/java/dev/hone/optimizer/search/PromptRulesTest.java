package dev.hone.optimizer.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Prompt;
import dev.hone.Template;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class PromptRulesTest {

    private static final Prompt PARENT =
            new Prompt("<style>\nBrief.\n</style>\n<form>\nA.\n</form>");

    private final PromptRules ofPlaceholders =
            new PromptRules(new Template("{{prompt}}").withOwn(List.of("input")));
    private final PromptRules ofParts =
            new PromptRules(new Template("{{prompt.style}} {{input}} {{prompt.form}}"));

    private static Draft draft(String text) {
        return Draft.of(text, PARENT);
    }

    @Test
    void aTaskWithoutRulesTakesAnyText() {
        PromptRules none = new PromptRules(Template.QUESTION_END);
        Draft draft = draft("Say {{x}} <style>.");

        assertThat(none.applied(draft)).isSameAs(draft);
        assertThat(none.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sort {input}.", "Sort {{ INPUT }.", "Sort [Input].", "Sort <input>."})
    void aMisspeltPlaceholderIsPutRight(String text) {
        Draft draft = ofPlaceholders.applied(draft(text));

        assertThat(draft.prompt().text()).isEqualTo("Sort {{input}}.");
        assertThat(draft.isRepaired()).isTrue();
        assertThat(draft.isUsable()).isTrue();
    }

    @Test
    void aLostOrStrangePlaceholderIsTurnedDown() {
        assertThat(ofPlaceholders.applied(draft("Sort the input.")).reject())
                .isEqualTo("lost {{input}}");
        assertThat(ofPlaceholders.applied(draft("Sort {{input}} by {{size}}.")).reject())
                .isEqualTo("names {{size}}, which is not filled in");
        assertThat(ofPlaceholders.applied(draft("Sort {{input}}.")).isRepaired()).isFalse();
    }

    @Test
    void aPartThatWasLeftOutStaysAsItWas() {
        Draft draft = ofParts.applied(draft("Here: <form>One word.</form> Good?"));

        assertThat(draft.prompt().text())
                .isEqualTo("<style>\nBrief.\n</style>\n<form>\nOne word.\n</form>");
        assertThat(draft.isRepaired()).isTrue();
    }

    @Test
    void aTextWithoutAnyPartIsTurnedDown() {
        assertThat(ofParts.applied(draft("Be brief. <style>")).reject())
                .isEqualTo("has none of the parts <style>, <form>");
    }

    @Test
    void theModelIsToldWhatToKeep() {
        assertThat(ofParts.text()).contains("<style>…</style>, <form>…</form>");
        assertThat(ofPlaceholders.text()).contains("must contain {{input}}, exactly so");
    }
}
