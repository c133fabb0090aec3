/// The outside world as commands see it, [Terminal][dev.hone.cli.terminal.Terminal], and texts and
/// amounts made fit for it.
@NullMarked
package dev.hone.cli.terminal;

import org.jspecify.annotations.NullMarked;
