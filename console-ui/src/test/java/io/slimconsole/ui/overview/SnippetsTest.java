package io.slimconsole.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SnippetsTest {
    @Test
    void everyProgramDialsThisNode() {
        assertThat(Snippets.forNode("127.0.0.1:50000", false))
                .allSatisfy(s -> assertThat(s.text()).contains("http://127.0.0.1:50000"))
                .noneSatisfy(s -> assertThat(s.text()).contains("%s"));
    }

    @Test
    void aNodeWithTlsIsDialledSecurelyByEverySdk() {
        assertThat(Snippets.forNode("node.example:46357", true))
                .filteredOn(s -> !s.id().equals("slimctl"))
                .hasSize(4)
                .allSatisfy(
                        s ->
                                assertThat(s.text())
                                        .contains("https://node.example:46357")
                                        .containsPattern("(?i)new_?secure")
                                        .doesNotContainIgnoringCase("insecure"));
    }

    @Test
    void theSecretInTheProgramsIsLongEnoughForUpstream() {
        assertThat(Snippets.forNode("127.0.0.1:1", false).getFirst().text())
                .containsPattern("create_app_with_secret\\(name, \"[^\"]{32,}\"\\)");
    }
}
