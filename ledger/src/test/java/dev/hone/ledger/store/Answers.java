package dev.hone.ledger.store;

import dev.hone.ledger.RecordedAnswer;
import dev.hone.model.Completion;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;
import dev.hone.run.RunId;

import java.util.List;

/// Different answers by number, always the same for the same number.
public final class Answers {

    private static final RunId RUN = new RunId("paying run");
    private static final ModelSettings SETTINGS = ModelSettings.of("model", 0, 256);

    private Answers() {}

    public static RecordedAnswer numbered(long number) {
        ModelRequest request =
                ModelRequest.of(SETTINGS, List.of(Message.user("question " + number)));
        ModelResponse response =
                new ModelResponse(
                        List.of(Completion.of("answer " + number)), new TokenUsage(12, 3));
        return new RecordedAnswer(request, response, RUN);
    }
}
