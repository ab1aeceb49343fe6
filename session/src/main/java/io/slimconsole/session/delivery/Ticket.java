package io.slimconsole.session.delivery;

/// Which publication an [Outcome] is of. The caller chooses the number, each once.
public record Ticket(long number) {}
