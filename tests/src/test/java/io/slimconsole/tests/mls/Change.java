package io.slimconsole.tests.mls;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.group.CommitOptions;

import java.util.List;

/// What a commit is to do.
///
/// @param add who joins, by new key packages
/// @param remove names
/// @param path when it has one, by whoever has a say in that
/// @param newKey whether the committer changes its signature key
record Change(
        List<Client> add,
        List<String> remove,
        CommitOptions.Path path,
        boolean privately,
        boolean treeInWelcome,
        Opaque authenticatedData,
        boolean newKey) {
    /// A path, and nothing else.
    static final Change NOTHING =
            new Change(
                    List.of(),
                    List.of(),
                    CommitOptions.Path.ALWAYS,
                    false,
                    true,
                    Opaque.EMPTY,
                    false);

    Change {
        add = List.copyOf(add);
        remove = List.copyOf(remove);
    }

    static Change adding(Client... clients) {
        return NOTHING.with(List.of(clients), List.of());
    }

    static Change removing(String name) {
        return NOTHING.with(List.of(), List.of(name));
    }

    static Change rejoining(Client client) {
        return NOTHING.with(List.of(client), List.of(client.name()));
    }

    Change with(List<Client> newAdd, List<String> newRemove) {
        return new Change(
                newAdd, newRemove, path, privately, treeInWelcome, authenticatedData, newKey);
    }

    Change withPath(CommitOptions.Path newPath) {
        return new Change(
                add, remove, newPath, privately, treeInWelcome, authenticatedData, newKey);
    }

    Change sentPrivately(boolean newPrivately) {
        return new Change(
                add, remove, path, newPrivately, treeInWelcome, authenticatedData, newKey);
    }

    Change withTreeInWelcome(boolean newTreeInWelcome) {
        return new Change(
                add, remove, path, privately, newTreeInWelcome, authenticatedData, newKey);
    }

    Change with(Opaque newAuthenticatedData) {
        return new Change(
                add, remove, path, privately, treeInWelcome, newAuthenticatedData, newKey);
    }

    Change withNewKey() {
        return new Change(add, remove, path, privately, treeInWelcome, authenticatedData, true);
    }
}
