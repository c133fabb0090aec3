package dev.hone.ledger;

import dev.hone.Digest;
import dev.hone.limit.Price;
import dev.hone.model.TokenUsage;
import dev.hone.run.RunId;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/// Counts what one role of a run uses. Thread-safe.
///
/// An answer counts as a call when the ledger says that this run paid for it, whether just now or
/// before an interruption, and once however often it is used.
public final class UsageMeter {

    private final RunId run;
    private final @Nullable Price price;
    private final Set<Digest> paid = new HashSet<>();
    private final Set<Digest> failed = new HashSet<>();
    private long cached;
    private long unknownTokens;
    private TokenUsage known = TokenUsage.ZERO;

    /// @param price of the role's model; null when unknown
    public UsageMeter(RunId run, @Nullable Price price) {
        this.run = run;
        this.price = price;
    }

    public @Nullable Price price() {
        return price;
    }

    synchronized void used(Digest request, RecordedAnswer answer) {
        failed.remove(request);
        if (!answer.paidBy().equals(run) || !paid.add(request)) {
            cached++;
            return;
        }
        TokenUsage usage = answer.response().usage();
        if (usage.isKnown()) {
            known = known.plus(usage);
        } else {
            unknownTokens++;
        }
    }

    synchronized void failed(Digest request) {
        failed.add(request);
    }

    /// What was used until now.
    public synchronized RoleUsage usage() {
        return new RoleUsage(
                paid.size(),
                cached,
                failed.size(),
                known.input(),
                known.output(),
                unknownTokens,
                price == null ? null : price.of(unknownTokens == 0 ? known : TokenUsage.UNKNOWN));
    }
}
