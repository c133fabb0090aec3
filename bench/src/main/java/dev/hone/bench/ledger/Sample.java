package dev.hone.bench.ledger;

import dev.hone.ledger.RecordedAnswer;
import dev.hone.model.Completion;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;
import dev.hone.run.RunId;

import java.time.Duration;
import java.util.List;

/// Numbered questions and answers of a usual size: about 800 bytes in the ledger.
final class Sample {

    private static final RunId RUN = new RunId("benchmark-20261121-000000-12345678");
    private static final ModelSettings SETTINGS = ModelSettings.of("openai:gpt-4.1-mini", 0, 256);
    private static final String QUESTION =
            "A robot starts at the origin, facing north. It takes three steps forward, turns left,"
                + " takes two steps, turns around, and takes five steps. Does it return to where it"
                + " started? Options: Yes, No. Let's think step by step. Question number ";
    private static final String ANSWER =
            "The robot moves three steps north, then two steps west, then five steps east, so it"
                + " ends three steps east and three steps north of where it started. Answer: No ";

    private static final int LEAST_MILLIS = 1_000;

    private Sample() {}

    static ModelRequest request(int number) {
        return ModelRequest.of(SETTINGS, List.of(Message.user(QUESTION + number)));
    }

    static RecordedAnswer answer(int number) {
        return new RecordedAnswer(
                request(number),
                new ModelResponse(
                        List.of(Completion.of(ANSWER + number)),
                        new TokenUsage(80, 40),
                        Duration.ofMillis(LEAST_MILLIS + number % LEAST_MILLIS)),
                RUN);
    }
}
