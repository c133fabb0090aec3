package dev.hone.report;

/// A button that shows some rows of a table only.
///
/// @param kinds of the rows it shows, parted by spaces
record Filter(String label, int count, String kinds) {}
