package io.slimconsole.ui.clients;

import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;

/// Sentences about connections that more than one place of the screen says.
final class ClientWords {
    private ClientWords() {}

    static String problem(ClientLine.Problem problem, ClientLine line, Texts texts) {
        ConnectionSnapshot now = line.now();
        return switch (problem) {
            case CONGESTED ->
                    texts.get("problem.CONGESTED", Formats.bytes((double) now.queuedBytes()));
            case NOT_NEGOTIATED -> texts.get("problem.NOT_NEGOTIATED");
            case DROPPED ->
                    texts.get(
                            "problem.DROPPED", Formats.count(now.dropped(), "message", "messages"));
            case NO_MAC -> texts.get("problem.NO_MAC");
        };
    }

    /// Header MAC and encryption of the link, in a sentence each.
    static String security(ConnectionSnapshot now, Texts texts) {
        return now.link()
                .map(l -> mac(l, texts) + " " + tls(l, texts))
                .orElseGet(() -> noLink(now, texts));
    }

    static String mac(LinkFacts link, Texts texts) {
        return link.headerMac()
                ? texts.get("mac.on", texts.get("agreement." + link.keyAgreement()))
                : texts.get("mac.off");
    }

    static String tls(LinkFacts link, Texts texts) {
        return link.tls().map(t -> texts.get("tls.on", t)).orElseGet(() -> texts.get("tls.off"));
    }

    private static String noLink(ConnectionSnapshot now, Texts texts) {
        return texts.get("no-link." + now.type());
    }

    /// How people know a connection: its first name, else its address.
    static String called(ConnectionSnapshot now) {
        return now.firstName()
                .map(n -> n.prefix() + "/" + Formats.shortId(n.id()))
                .orElse(now.remoteAddress());
    }
}
