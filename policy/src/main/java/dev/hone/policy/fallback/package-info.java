/// Safe fall-back: a policy never significantly worse than the best single prompt.
///
/// Open [SafeFallBack][dev.hone.policy.fallback.SafeFallBack] first.
@NullMarked
package dev.hone.policy.fallback;

import org.jspecify.annotations.NullMarked;
