package dev.hone.limit;

import dev.hone.InputException;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.TokenUsage;

import org.jspecify.annotations.Nullable;

/// Sends nothing that a hard budget does not allow. Every call is reserved in the run's [Spending]
/// before it is sent and settled after; between the two it stands in the run's [AttemptLog].
///
/// A call refused for its rate, its content or its key costs no tokens. A call that broke off, ran
/// out of time, or whose answer does not say its tokens, is counted with all it could have used.
public final class BudgetedModel implements LanguageModel {

    private final LanguageModel model;
    private final Spending spending;
    private final @Nullable Price price;
    private final AttemptLog log;

    /// As below, with attempts written down nowhere.
    public BudgetedModel(
            LanguageModel model, String name, Spending spending, @Nullable Price price) {
        this(model, name, spending, price, AttemptLog.NONE);
    }

    /// @param name of the model, for messages
    /// @param price null when unknown
    /// @param log of the run
    /// @throws InputException when there is a budget in USD and the price is unknown
    public BudgetedModel(
            LanguageModel model,
            String name,
            Spending spending,
            @Nullable Price price,
            AttemptLog log) {
        if (spending.limits().usd() != null && price == null) {
            throw new InputException(
                    "The budget stop-after.usd ("
                            + spending.limits().usd()
                            + ") cannot be kept: the price of "
                            + name
                            + " is unknown. Give its price, or a budget in calls or tokens.");
        }
        this.model = model;
        this.spending = spending;
        this.price = price;
        this.log = log;
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        Amount most = Amount.of(most(request), price);
        Spending.Reservation reservation = spending.reserve(most);
        Amount used = Amount.NOTHING;
        try {
            AttemptLog.Entry entry = log.begin(request, most, spending.elapsed());
            used = most;
            boolean answered = false;
            try {
                ModelResponse response = model.generate(request);
                answered = true;
                used = used(response, most);
                return response;
            } catch (ModelException e) {
                used = used(e, most);
                throw e;
            } finally {
                entry.settle(used, spending.elapsed(), answered);
            }
        } finally {
            reservation.settle(used);
        }
    }

    private Amount used(ModelResponse response, Amount most) {
        return response.usage().isKnown() ? Amount.of(response.usage(), price) : most;
    }

    private static Amount used(ModelException failure, Amount most) {
        return switch (failure) {
            case ModelException.Transient e -> e.isRateLimited() ? Amount.NOTHING : most;
            case ModelException.Rejected e -> Amount.NOTHING;
            case ModelException.Refused e -> Amount.NOTHING;
            case ModelException.BudgetExhausted e -> most;
            case ModelException.Interrupted e -> most;
        };
    }

    private TokenUsage most(ModelRequest request) {
        SpendingLimits limits = spending.limits();
        if (request.settings().maxTokens() == null
                && (limits.tokens() != null || limits.usd() != null)) {
            throw new InputException(
                    "A budget in tokens or USD cannot be kept when a request has no upper bound:"
                            + " max-tokens of "
                            + request.settings().model()
                            + " is missing. Set it, or give a budget in calls.");
        }
        return TokenEstimate.most(request);
    }
}
