package dev.hone.limit;

import dev.hone.InputException;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.TokenUsage;

import org.jspecify.annotations.Nullable;

/// Sends nothing that a hard budget does not allow. Every call is reserved in the run's [Spending]
/// before it is sent and settled after.
///
/// A call refused for its rate, its content or its key costs no tokens. A call that broke off, ran
/// out of time, or whose answer does not say its tokens, is counted with all it could have used.
public final class BudgetedModel implements LanguageModel {

    private final LanguageModel model;
    private final Spending spending;
    private final @Nullable Price price;

    /// @param name of the model, for messages
    /// @param price null when unknown
    /// @throws InputException when there is a budget in USD and the price is unknown
    public BudgetedModel(
            LanguageModel model, String name, Spending spending, @Nullable Price price) {
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
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        TokenUsage most = most(request);
        Spending.Reservation reservation = spending.reserve(most, price);
        TokenUsage used = most;
        try {
            ModelResponse response = model.generate(request);
            if (response.usage().isKnown()) {
                used = response.usage();
            }
            return response;
        } catch (ModelException.Transient e) {
            if (e.isRateLimited()) {
                used = TokenUsage.ZERO;
            }
            throw e;
        } catch (ModelException.Rejected | ModelException.Refused e) {
            used = TokenUsage.ZERO;
            throw e;
        } finally {
            reservation.settle(used);
        }
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
