/// A synthetic language model with a known response surface: what a prompt says decides which
/// examples are answered rightly. It makes searches testable and shows Hone at work without a key;
/// it is no language model and its gains prove nothing about one.
///
/// Start at [SyntheticModel]; a [ResponseSurface] says what is answered rightly.
@NullMarked
package dev.hone.testkit.synthetic;

import org.jspecify.annotations.NullMarked;
