package dev.hone.optimizer.gpo;

/// What happens when a candidate changes more words than the edit budget allows. The distance is
/// measured and logged either way.
public enum OverBudget {
    /// The candidate is taken as it is: the budget is a request (official code).
    ACCEPT,
    /// The optimizer model is told and asked once more; its second answer is taken as it is.
    ASK_AGAIN
}
