package dev.hone.bench;

/// What stands between the evaluator and a model that answers at once, in [FrameworkCost].
public enum Between {
    /// Nothing: prompts rendered, threads started, answers read and scored.
    NOTHING,
    /// Equal requests made one, every answer written to a ledger in memory.
    LEDGER_IN_MEMORY,
    /// All that a run has, with a ledger in memory: retries, slots, budgets and a time-out too.
    STACK_IN_MEMORY,
    /// All that a run has, every answer durable in SQLite before it is used.
    STACK,
    /// As [#STACK], but every answer is already recorded.
    RECORDED
}
