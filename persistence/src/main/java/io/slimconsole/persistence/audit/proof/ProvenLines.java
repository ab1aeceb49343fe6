package io.slimconsole.persistence.audit.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.persistence.audit.seal.Generation;

import java.io.IOException;
import java.io.Writer;
import java.util.Base64;

/// Writes lines that prove what they say: chained, with a signed manifest at the end.
public final class ProvenLines {
    static final String KEY = "public-key";
    static final String SIGNATURE = "signature";

    private final Writer out;
    private final LineChain chain = new LineChain();

    public ProvenLines(Writer out) {
        this.out = out;
    }

    public void add(JsonLine line) throws IOException {
        out.write(chain.add(line.open()));
        out.write('\n');
    }

    /// What the manifest has to say of the lines before.
    public String chain() {
        return chain.value();
    }

    public void end(Manifest manifest, Generation by) throws IOException {
        JsonLine line =
                manifest.line()
                        .put(KEY, Base64.getEncoder().encodeToString(by.publicKey().getEncoded()));
        byte[] signature = by.sign(line.toString().getBytes(UTF_8));
        out.write(line.put(SIGNATURE, Base64.getEncoder().encodeToString(signature)).toString());
        out.write('\n');
    }
}
