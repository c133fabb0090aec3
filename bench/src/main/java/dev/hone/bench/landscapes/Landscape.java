package dev.hone.bench.landscapes;

import java.util.Map;

/// A task in the making.
///
/// @param name of letters, digits and hyphens; its folder's too
/// @param surface what its `surface.json` holds
/// @param seed the prompt that searches start from
record Landscape(String name, Map<String, Object> surface, String seed) {}
