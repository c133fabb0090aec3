/// What several commands let a user say, such as [LedgerOption][dev.hone.cli.option.LedgerOption],
/// and the [ExitCode][dev.hone.cli.option.ExitCode]s they end with.
@NullMarked
package dev.hone.cli.option;

import org.jspecify.annotations.NullMarked;
