package dev.hone.testkit;

import dev.hone.ledger.LedgeredModel;
import dev.hone.ledger.ModelStack;
import dev.hone.ledger.UsageMeter;
import dev.hone.limit.BudgetedModel;
import dev.hone.limit.Cancellation;
import dev.hone.limit.Limits;
import dev.hone.limit.Price;
import dev.hone.limit.RetryingModel;
import dev.hone.limit.SamplingModel;
import dev.hone.limit.Spending;
import dev.hone.limit.SpendingLimits;
import dev.hone.limit.ThrottledModel;
import dev.hone.limit.TimedModel;
import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.TokenUsage;
import dev.hone.run.RunId;

import org.junit.jupiter.api.Nested;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// A model stays a model behind every wrapper that stands before a provider.
class WrappedModelContractTest {

    private static final RunId RUN = new RunId("contract");
    private final Cancellation cancellation = new Cancellation();
    private final Spending spending =
            new Spending(SpendingLimits.NONE, System::nanoTime, cancellation);

    private abstract static class Wrapped extends LanguageModelContract {

        @Override
        protected LanguageModel modelAnswering(List<Message> conversation, String answer) {
            return wrap(request -> response(request, answer));
        }

        /// A word is a token.
        private static ModelResponse response(ModelRequest request, String answer) {
            Integer most = request.settings().maxTokens();
            Completion completion =
                    most == null || most > 1
                            ? Completion.of(answer)
                            : new Completion(
                                    answer.substring(0, answer.indexOf(' ')),
                                    Completion.FinishReason.LENGTH,
                                    List.of());
            return new ModelResponse(
                    Collections.nCopies(request.samples(), completion), TokenUsage.UNKNOWN);
        }

        abstract LanguageModel wrap(LanguageModel model);
    }

    @Nested
    class Budgeted extends Wrapped {

        @Override
        LanguageModel wrap(LanguageModel model) {
            return new BudgetedModel(model, "scripted", spending, Price.FREE);
        }
    }

    @Nested
    class Timed extends Wrapped {

        @Override
        LanguageModel wrap(LanguageModel model) {
            return new TimedModel(model, Duration.ofSeconds(30));
        }
    }

    @Nested
    class Retrying extends Wrapped {

        @Override
        LanguageModel wrap(LanguageModel model) {
            return new RetryingModel(
                    model, 2, new SplittableRandom(1), duration -> {}, cancellation);
        }
    }

    @Nested
    class Throttled extends Wrapped {

        @Override
        LanguageModel wrap(LanguageModel model) {
            return new ThrottledModel(
                    model, Limits.DEFAULTS, System::nanoTime, duration -> {}, cancellation);
        }
    }

    @Nested
    class Sampling extends Wrapped {

        @Override
        LanguageModel wrap(LanguageModel model) {
            return new SamplingModel(model, () -> false);
        }
    }

    @Nested
    class Ledgered extends Wrapped {

        @Override
        LanguageModel wrap(LanguageModel model) {
            UsageMeter meter = new UsageMeter(RUN, Price.FREE);
            return new LedgeredModel(model, new InMemoryLedger(), RUN, meter, cancellation);
        }
    }

    @Nested
    class WholeStack extends Wrapped {

        @Override
        LanguageModel wrap(LanguageModel model) {
            ModelStack stack =
                    new ModelStack(
                            new InMemoryLedger(),
                            RUN,
                            spending,
                            new SplittableRandom(1),
                            cancellation);
            UsageMeter meter = new UsageMeter(RUN, Price.FREE);
            return stack.over(model, "scripted", Limits.DEFAULTS, meter);
        }
    }
}
