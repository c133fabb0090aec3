package dev.hone.ledger;

import dev.hone.InputException;
import dev.hone.limit.BudgetedModel;
import dev.hone.limit.Cancellation;
import dev.hone.limit.Limits;
import dev.hone.limit.RetryingModel;
import dev.hone.limit.Spending;
import dev.hone.limit.ThrottledModel;
import dev.hone.limit.TimedModel;
import dev.hone.limit.rate.RateGate;
import dev.hone.model.LanguageModel;
import dev.hone.run.RunId;

import java.util.random.RandomGenerator;

/// Stands everything a run needs between its callers and a provider, in the one right order.
///
/// ```
/// caller → ledger → retries → slots and pace → budgets → time-out → provider
/// ```
///
/// - The ledger is outermost: a recorded answer waits for nothing and costs nothing, and equal
///   requests become one before they take a slot.
/// - Retries stand outside the slots: a call that waits to be tried again holds none.
/// - Budgets stand inside retries and slots: every attempt is reserved and written down in the
///   ledger, at the moment it is sent, and a call that waits for its turn reserves nothing that
///   another could use.
/// - The time-out is innermost: it measures one attempt, without any waiting, and so does the
///   latency of an answer.
///
/// @param ledger of the run
/// @param run pays for what is asked
/// @param spending of the run, both roles together
/// @param random shapes the waits before retries and nothing else; used by one thread at a time
/// @param cancellation of the run; the same that `spending` was made with
public record ModelStack(
        Ledger ledger,
        RunId run,
        Spending spending,
        RandomGenerator random,
        Cancellation cancellation) {

    /// As below, behind a gate that nobody else passes.
    public LanguageModel over(
            LanguageModel provider, String name, Limits limits, UsageMeter meter) {
        return over(provider, name, limits, RateGate.ofProcess(System::nanoTime), meter);
    }

    /// The provider as a run may call it.
    ///
    /// @param name the identity the model was connected as
    /// @param gate shared by all who use the same account of the provider
    /// @param meter counts for the role the model plays, and knows its price
    /// @throws InputException when there is a budget in USD and the price is unknown
    public LanguageModel over(
            LanguageModel provider, String name, Limits limits, RateGate gate, UsageMeter meter) {
        Flights flights = new Flights(ledger, run);
        LanguageModel timed = new TimedModel(provider, limits.timeout());
        LanguageModel budgeted = new BudgetedModel(timed, name, spending, meter.price(), flights);
        LanguageModel throttled =
                new ThrottledModel(budgeted, name, limits, gate, cancellation::sleep, cancellation);
        LanguageModel retrying =
                new RetryingModel(
                        throttled, limits.retries(), random, cancellation::sleep, cancellation);
        return new LedgeredModel(retrying, ledger, flights, meter, cancellation);
    }
}
