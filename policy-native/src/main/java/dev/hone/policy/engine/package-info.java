/// The policy of QPO as the rest of the program sees it: `NativeEngine` trains and loads it, and is
/// found as a service.
@NullMarked
package dev.hone.policy.engine;

import org.jspecify.annotations.NullMarked;
