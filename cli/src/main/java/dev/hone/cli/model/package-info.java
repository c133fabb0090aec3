/// `hone models`: how models are named, and those that lie in files.
///
/// [ModelsCommand][dev.hone.cli.model.ModelsCommand] lists, `PullCommand` downloads.
@NullMarked
package dev.hone.cli.model;

import org.jspecify.annotations.NullMarked;
