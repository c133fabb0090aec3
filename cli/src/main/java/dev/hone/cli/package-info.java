/// The command line, `hone`. [Hone][dev.hone.cli.Hone] is the program; every command is a class of
/// its own, `…Command`.
///
/// Standard output carries results, standard error everything else. Nothing depends on this
/// package; what it needs of the outside world comes through [Terminal][dev.hone.cli.Terminal], so
/// that tests run commands without a process.
@NullMarked
package dev.hone.cli;

import org.jspecify.annotations.NullMarked;
