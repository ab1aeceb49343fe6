/// Identities that JSON Web Tokens prove, for networks in which a company's own issuer or a key of its own says who is who.
///
/// Start with [io.slimconsole.session.identity.jwt.JwtVerifier], which decides; where its keys come from is a
/// [io.slimconsole.session.identity.jwt.KeySource]. [io.slimconsole.session.identity.jwt.JwtIdentity] is the other side: tokens that
/// we sign. All of them may be used on any thread, and none of them makes a caller wait for the network.
@NullMarked
package io.slimconsole.session.identity.jwt;

import org.jspecify.annotations.NullMarked;
