package io.slimconsole.session.network;

import static io.slimconsole.node.NodeException.Reason.CERTIFICATE_UNREADABLE;

import io.grpc.netty.GrpcSslContexts;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.slimconsole.node.NodeException;
import io.slimconsole.node.transport.PemFiles;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSessionContext;

/// Makes the TLS side of a client.
final class EdgeTls {
    private EdgeTls() {}

    /// @throws LinkFailure if a file can't be read or used
    static SslContext context(ClientTls tls) throws LinkFailure {
        try {
            SslContextBuilder builder =
                    GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK);
            tls.authority()
                    .map(file -> PemFiles.certificates(file, "authority", CERTIFICATE_UNREADABLE))
                    .ifPresent(builder::trustManager);
            tls.certificate()
                    .map(own -> PemFiles.identity(own.chain(), own.key()))
                    .ifPresent(own -> builder.keyManager(own.key(), own.chain()));
            return new WithoutAlpnAsWell(builder.build());
        } catch (NodeException | SSLException e) {
            throw new LinkFailure(String.valueOf(e.getMessage()), false, e);
        }
    }

    /// Upstream's node answers no ALPN at all, which gRPC would take for a refusal of HTTP/2.
    private static final class WithoutAlpnAsWell extends SslContext {
        private static final List<@Nullable String> PROTOCOLS =
                Arrays.asList(ApplicationProtocolNames.HTTP_2, null);

        private final SslContext offersHttp2;

        private WithoutAlpnAsWell(SslContext offersHttp2) {
            this.offersHttp2 = offersHttp2;
        }

        @Override
        // its own context asks the same of it; and absence is what is to be found in the list
        @SuppressWarnings({"deprecation", "NullAway"})
        public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
            return () -> PROTOCOLS;
        }

        @Override
        public boolean isClient() {
            return true;
        }

        @Override
        public List<String> cipherSuites() {
            return offersHttp2.cipherSuites();
        }

        @Override
        public SSLEngine newEngine(ByteBufAllocator allocator) {
            return offersHttp2.newEngine(allocator);
        }

        @Override
        public SSLEngine newEngine(ByteBufAllocator allocator, String host, int port) {
            return offersHttp2.newEngine(allocator, host, port);
        }

        @Override
        public SSLSessionContext sessionContext() {
            return offersHttp2.sessionContext();
        }
    }
}
