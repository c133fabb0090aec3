package dev.hone.ledger.store;

/// What a commit must outlive.
public enum Outlives {

    /// A kill of this process: the operating system has it.
    KILL,

    /// A loss of power too: the disk has it.
    POWER_LOSS
}
