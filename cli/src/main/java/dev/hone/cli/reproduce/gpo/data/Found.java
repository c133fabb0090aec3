package dev.hone.cli.reproduce.gpo.data;

import dev.hone.Example;
import dev.hone.data.Split;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The rows of a task as a layout has them.
///
/// @param rows by what their source calls them
/// @param dealt whether these are the splits to use, and not what splits are drawn from
record Found(Map<Split, List<Example>> rows, boolean dealt) {

    Found {
        rows = new EnumMap<>(rows);
    }
}
