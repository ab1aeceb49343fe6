package io.slimconsole.ui.overview;

/// How a client of one SDK connects to this node.
///
/// @param id stable, lower case
/// @param language as the tab says it
record Snippet(String id, String language, String text) {}
