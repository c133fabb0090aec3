/// Holds the house rules: what may import what, how sources look, that the documentation tells the
/// truth. Every rule of `CONTRIBUTING.md` that a machine can check is a test here.
///
/// Start at `ArchitectureTest`. [TestSummary][dev.hone.checks.TestSummary] is no test: it counts
/// the tests of the whole build after they have run.
@NullMarked
package dev.hone.checks;

import org.jspecify.annotations.NullMarked;
