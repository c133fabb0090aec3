/// What a mean score hides: how each class of examples did.
/// [Classes][dev.hone.result.breakdown.Classes] finds them,
/// [ClassResult][dev.hone.result.breakdown.ClassResult] compares two prompts on one.
@NullMarked
package dev.hone.result.breakdown;

import org.jspecify.annotations.NullMarked;
