package dev.hone.bench;

import dev.hone.ledger.Ledger;
import dev.hone.ledger.LedgeredModel;
import dev.hone.ledger.UsageMeter;
import dev.hone.limit.Cancellation;
import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.TokenUsage;
import dev.hone.run.RunId;
import dev.hone.testkit.InMemoryLedger;

import java.io.IOException;
import java.util.List;

/// A model that answers at once, behind all that [Between] says.
final class InstantModel implements LanguageModel, AutoCloseable {

    private static final RunId RUN = new RunId("benchmark");
    private static final ModelResponse ANSWER =
            new ModelResponse(
                    List.of(Completion.of("We turn left, then around.\nThe answer is:\nYes")),
                    new TokenUsage(80, 10));

    private final LanguageModel model;
    private final Closing closing;

    private InstantModel(LanguageModel model, Closing closing) {
        this.model = model;
        this.closing = closing;
    }

    static InstantModel alone() {
        return new InstantModel(request -> ANSWER, () -> {});
    }

    static InstantModel behind(Between between, int workers) throws IOException {
        InstantModel alone = alone();
        return switch (between) {
            case NOTHING -> alone;
            case LEDGER_IN_MEMORY -> {
                Ledger ledger = new InMemoryLedger();
                UsageMeter meter = new UsageMeter(RUN, null);
                yield new InstantModel(
                        new LedgeredModel(alone, ledger, RUN, meter, new Cancellation()),
                        ledger::close);
            }
            case STACK_IN_MEMORY -> {
                Ledger ledger = new InMemoryLedger();
                yield new InstantModel(Engine.stack(alone, ledger, workers), ledger::close);
            }
            case STACK, RECORDED -> {
                TemporaryLedger file = new TemporaryLedger();
                yield new InstantModel(Engine.stack(alone, file.ledger(), workers), file::close);
            }
        };
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        return model.generate(request);
    }

    @Override
    public void close() throws IOException {
        closing.close();
    }

    @FunctionalInterface
    private interface Closing {
        void close() throws IOException;
    }
}
