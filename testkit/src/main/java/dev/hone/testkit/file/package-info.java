/// A server of files that is as bad as a test wants it:
/// [FileServer][dev.hone.testkit.file.FileServer]. The server of a language model is in
/// `dev.hone.testkit`.
@NullMarked
package dev.hone.testkit.file;

import org.jspecify.annotations.NullMarked;
