/// How fast an account at a provider may be used: what its headers say, what its refusals teach,
/// and what the user allows, for all who use it on this machine.
///
/// Start at [RateGate][dev.hone.limit.rate.RateGate], which a `dev.hone.limit.ThrottledModel` asks
/// before every call; there is one for each account, from
/// [RateGates][dev.hone.limit.rate.RateGates]. Everything inside decides by numbers and a time that
/// it is given; nothing in this package waits, except for a slot.
@NullMarked
package dev.hone.limit.rate;

import org.jspecify.annotations.NullMarked;
