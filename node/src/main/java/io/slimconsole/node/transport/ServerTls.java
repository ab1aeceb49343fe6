package io.slimconsole.node.transport;

import static io.slimconsole.node.NodeException.Reason.CLIENT_CA_UNREADABLE;
import static io.slimconsole.node.NodeException.Reason.FAILED;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.slimconsole.node.NodeException;
import io.slimconsole.node.TlsConfig;

import java.io.IOException;

/// Makes the TLS side of a server of PEM files, and says of each thing that is wrong with them what would be right.
///
/// TLS 1.3 with the JDK's own provider. `h2` is offered by ALPN; a client that offers nothing is served all the same,
/// as upstream's own server knows no ALPN.
public final class ServerTls {
    private ServerTls() {}

    /// @throws NodeException if a file can't be read or used, or they don't belong together
    public static SslContext context(TlsConfig config) {
        var identity = PemFiles.identity(config.certificateChain(), config.privateKey());
        try {
            var builder =
                    SslContextBuilder.forServer(identity.key(), identity.chain())
                            .sslProvider(SslProvider.JDK)
                            .protocols("TLSv1.3")
                            .applicationProtocolConfig(
                                    new ApplicationProtocolConfig(
                                            Protocol.ALPN,
                                            SelectorFailureBehavior.NO_ADVERTISE,
                                            SelectedListenerFailureBehavior.ACCEPT,
                                            ApplicationProtocolNames.HTTP_2));
            config.clientCa()
                    .map(path -> PemFiles.certificates(path, "client CA", CLIENT_CA_UNREADABLE))
                    .ifPresent(ca -> builder.trustManager(ca).clientAuth(ClientAuth.REQUIRE));
            return builder.build();
        } catch (IOException e) {
            throw new NodeException(
                    FAILED, "TLS can't be set up with these files: " + e.getMessage(), e);
        }
    }
}
