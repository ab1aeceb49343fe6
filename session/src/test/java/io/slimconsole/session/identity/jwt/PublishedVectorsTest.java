package io.slimconsole.session.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.text.ParseException;
import java.util.stream.Stream;

/// The examples of the RFCs: signatures that others made.
final class PublishedVectorsTest {
    private static final String CLAIMS =
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of(
                        "RFC 7515 A.1",
                        JwtAlgorithm.HS256,
                        """
                        {"kty": "oct",
                         "k": "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}\
                        """,
                        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
                                + CLAIMS
                                + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
                Arguments.of(
                        "RFC 7515 A.2",
                        JwtAlgorithm.RS256,
                        """
                        {"kty": "RSA", "e": "AQAB",
                         "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}\
                        """,
                        "eyJhbGciOiJSUzI1NiJ9."
                                + CLAIMS
                                + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"),
                Arguments.of(
                        "RFC 7515 A.3",
                        JwtAlgorithm.ES256,
                        """
                        {"kty": "EC", "crv": "P-256",
                         "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                         "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}\
                        """,
                        "eyJhbGciOiJFUzI1NiJ9."
                                + CLAIMS
                                + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"),
                Arguments.of(
                        "RFC 8037 A.4",
                        JwtAlgorithm.EDDSA,
                        """
                        {"kty": "OKP", "crv": "Ed25519",
                         "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}\
                        """,
                        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
                            + ".hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void theirSignaturesAreGoodAndChangedOnesAreNot(
            String where, JwtAlgorithm algorithm, String key, String token)
            throws IdentityException, ParseException {
        VerificationKey verifying = KeyReader.read(new KeyFormat.Jwk(algorithm), key).getFirst();

        assertThat(isSigned(verifying, token)).as(where).isTrue();
        int middle = token.lastIndexOf('.') + 10;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        assertThat(
                        isSigned(
                                verifying,
                                token.substring(0, middle) + other + token.substring(middle + 1)))
                .isFalse();
    }

    private static boolean isSigned(VerificationKey key, String token) throws ParseException {
        JWSObject parsed = JWSObject.parse(token);
        return key.hasSigned(parsed.getHeader(), parsed.getSigningInput(), parsed.getSignature());
    }
}
