package dev.hone.limit.rate;

import java.util.List;

/// What one answer says about how fast its sender may go on.
///
/// @param quotas none where the provider does not say
/// @param overloaded whether the provider says that it has too much to do. That the sender was too
///   fast, or is to wait, is told by the failure itself.
public record RateSignal(List<Quota> quotas, boolean overloaded) {

    public RateSignal {
        quotas = List.copyOf(quotas);
    }

    public boolean saysNothing() {
        return quotas.isEmpty() && !overloaded;
    }
}
