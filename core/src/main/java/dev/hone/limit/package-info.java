/// What stands between a caller and a provider: how many calls at once, how many a minute, how
/// long, how often again, and how much at most. Each is a
/// [LanguageModel][dev.hone.model.LanguageModel] wrapped around another;
/// [Limits][dev.hone.limit.Limits] holds the numbers.
@NullMarked
package dev.hone.limit;

import org.jspecify.annotations.NullMarked;
