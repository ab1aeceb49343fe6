package io.slimconsole.ui.recording;

import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.ui.recording.FloodGate.Allowance;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Where entries come from that are alike: a peer, in one respect.
///
/// @param from who brings them about; nothing that a peer can change at will, such as a port or a text of its own
/// @param subject of the entry that sums them up
/// @param reason empty if there is none
record Origin(ActivityKind kind, String from, String subject, String reason) {
    private static final String OTHERS = "others";

    /// A client may well connect a thousand times in a moment.
    private static final Allowance OF_USE = new Allowance(2_000, 6);

    /// What is refused once more tells little.
    private static final Allowance OF_REFUSAL = new Allowance(20, 1);

    private static final int NETWORK_BYTES = 8;

    /// What those have in common that find no place of their own.
    Origin others() {
        return new Origin(kind, OTHERS, OTHERS, "");
    }

    Allowance allowance() {
        if (from.equals(OTHERS)) {
            return FloodGate.ALL;
        }
        return switch (kind) {
            case REFUSED, ROUTE_REFUSED, CONGESTED, SESSION_FAILED -> OF_REFUSAL;
            default -> OF_USE;
        };
    }

    /// A client's address without its port, which differs each time. An IPv6 address as the network of 64 bits that it is from: whoever
    /// has one address there has them all.
    static String host(String remoteAddress) {
        int port = remoteAddress.lastIndexOf(':');
        String host = port > 0 ? remoteAddress.substring(0, port) : remoteAddress;
        if (!host.contains(":")) {
            return host;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(host.replace("[", "").replace("]", ""));
            if (address instanceof Inet6Address six) {
                byte[] network = six.getAddress();
                Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
                return InetAddress.getByAddress(network).getHostAddress() + "/64";
            }
            return address.getHostAddress();
        } catch (IllegalArgumentException | UnknownHostException name) {
            return host;
        }
    }
}
