package dev.hone.cli.session;

import dev.hone.ledger.UsageMeter;
import dev.hone.limit.rate.RateGate;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelSettings;

import java.util.function.BooleanSupplier;

/// A model in its role: the task model, the optimizer model, or the judge.
///
/// @param name of the role, as users write it
/// @param provider the bare model, without ledger, limits or budgets
/// @param severalAtOnce whether the provider gives several completions to one request
/// @param gate before the account the model is asked under
/// @param reason why this model, when the environment chose it; empty when somebody named it
public record Role(
        String name,
        LanguageModel provider,
        BooleanSupplier severalAtOnce,
        ModelSettings settings,
        RateGate gate,
        UsageMeter meter,
        String reason) {

    public String model() {
        return settings.model();
    }
}
