/// Files that come from elsewhere: downloaded, compared with their checksum, read as JSON, and what
/// to say when one cannot be.
///
/// Open `Download` first. What is in the files is the business of `dev.hone.policy.weights` and
/// `dev.hone.policy.tokenizer`.
@NullMarked
package dev.hone.file;

import org.jspecify.annotations.NullMarked;
