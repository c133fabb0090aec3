/// Files that come from elsewhere: downloaded, compared with their checksum, read as JSON, and what
/// to say when one cannot be.
///
/// Open [Download][dev.hone.file.Download] first. What is in the files is the business of others,
/// such as `dev.hone.gguf`.
@NullMarked
package dev.hone.file;

import org.jspecify.annotations.NullMarked;
