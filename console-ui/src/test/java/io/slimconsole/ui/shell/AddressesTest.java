package io.slimconsole.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressesTest {
    @Test
    void anIpv6AddressIsPutInBrackets() {
        assertThat(Addresses.text("::1", 46_357)).isEqualTo("[::1]:46357");
        assertThat(Addresses.text("0:0:0:0:0:0:0:0", 46_357)).isEqualTo("[::]:46357");
        assertThat(Addresses.text("0:0:0:0:0:0:0:1", 46_357)).isEqualTo("[::1]:46357");
        assertThat(Addresses.text("2001:db8:0:0:0:0:0:1", 46_357))
                .isEqualTo("[2001:db8:0:0:0:0:0:1]:46357");
        assertThat(Addresses.text("0.0.0.0", 46_357)).isEqualTo("0.0.0.0:46357");
        assertThat(Addresses.text("localhost", 46_357)).isEqualTo("localhost:46357");
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0,127.0.0.1", "::,::1", "10.1.2.3,10.1.2.3"})
    void allInterfacesAreNoDestination(String listening, String dialled) {
        assertThat(Addresses.dialable(listening)).isEqualTo(dialled);
    }
}
