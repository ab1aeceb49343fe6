package io.slimconsole.ui.conversation;

/// How bodies are shown.
enum Form {
    TEXT,
    JSON,
    HEX
}
