package io.slimconsole.session;

import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.TokenVerifier;
import io.slimconsole.session.network.Network;
import io.slimconsole.session.store.SessionStorage;

import java.time.InstantSource;

/// What all sessions of an application share.
record Surroundings(
        Identity identity,
        TokenVerifier verifier,
        InstantSource clock,
        Network.Attachment attachment,
        SessionStorage storage) {}
