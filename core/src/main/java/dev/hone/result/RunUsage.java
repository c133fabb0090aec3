package dev.hone.result;

import dev.hone.ledger.RoleUsage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Arrays;

/// What a run used, by role.
///
/// @param judgeModel null when the metric asks no model
public record RunUsage(
        RoleUsage taskModel, RoleUsage optimizerModel, @Nullable RoleUsage judgeModel) {

    public static final RunUsage NONE = new RunUsage(RoleUsage.NONE, RoleUsage.NONE, null);

    /// Of all roles together; null as soon as one is unknown.
    public @Nullable BigDecimal usd() {
        BigDecimal sum = BigDecimal.ZERO;
        for (RoleUsage role : Arrays.asList(taskModel, optimizerModel, judgeModel)) {
            BigDecimal usd = role == null ? BigDecimal.ZERO : role.usd();
            if (usd == null) {
                return null;
            }
            sum = sum.add(usd);
        }
        return sum;
    }
}
