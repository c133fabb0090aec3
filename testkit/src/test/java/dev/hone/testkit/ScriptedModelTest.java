package dev.hone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;

import org.junit.jupiter.api.Test;

import java.util.List;

class ScriptedModelTest extends LanguageModelContract {

    private static final ModelSettings SETTINGS = ModelSettings.of("scripted", 0, 16);

    @Override
    protected LanguageModel modelAnswering(List<Message> conversation, String answer) {
        return ScriptedModel.answering(
                request -> request.messages().equals(conversation) ? answer : "?");
    }

    @Override
    protected boolean obeysTokenLimit() {
        return false;
    }

    @Test
    void answersComeInTheOrderOfTheScript() {
        ScriptedModel model = ScriptedModel.inOrder("one", "two", "three");

        assertThat(model.generate(asking("a", 1)).text()).isEqualTo("one");
        assertThat(model.generate(asking("b", 2)).completions())
                .extracting(completion -> completion.text())
                .containsExactly("two", "three");
    }

    @Test
    void aScriptThatRanOutFailsLoudlyAndNamesTheRequest() {
        ScriptedModel model = ScriptedModel.inOrder("one");
        model.generate(asking("first", 1));

        assertThatThrownBy(() -> model.generate(asking("second", 1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("only 1", "second");
    }

    @Test
    void whatTheScriptThrowsReachesTheCaller() {
        ScriptedModel model =
                ScriptedModel.answering(
                        request -> {
                            throw new ModelException.Transient("busy", null);
                        });

        assertThatThrownBy(() -> model.generate(asking("a", 1)))
                .isInstanceOf(ModelException.Transient.class);
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void wordsAreCountedAsTokens() {
        ScriptedModel model = ScriptedModel.inOrder("four words in all", "and three more");

        assertThat(model.generate(asking("two words", 2)).usage()).isEqualTo(new TokenUsage(2, 7));
    }

    private static ModelRequest asking(String question, int samples) {
        return new ModelRequest(SETTINGS, List.of(Message.user(question)), samples, null);
    }
}
