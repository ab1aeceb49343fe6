package io.slimconsole.ui.overview;

import java.util.List;

/// Complete programs that connect to this node, subscribe a name and wait for a session.
///
/// The calls are those of upstream's SDKs, generation 2.0.
final class Snippets {
    private static final String SECRET = "a-shared-secret-of-32-bytes-or-more";

    private Snippets() {}

    /// @param hostAndPort what a client dials
    /// @param tls whether the node speaks TLS
    static List<Snippet> forNode(String hostAndPort, boolean tls) {
        String url = (tls ? "https://" : "http://") + hostAndPort;
        return List.of(
                new Snippet("python", "Python", python(url, tls)),
                new Snippet("go", "Go", go(url, tls)),
                new Snippet("javascript", "JavaScript", javascript(url, tls)),
                new Snippet("java", "Java", java(url, tls)),
                new Snippet("slimctl", "slimctl", slimctl(url, tls)));
    }

    private static String python(String url, boolean tls) {
        return """
        # pip install slim-bindings==2.0.0a5
        import asyncio
        import slim_bindings as slim

        async def main():
            slim.uniffi_set_event_loop(asyncio.get_running_loop())
            slim.initialize_with_defaults()
            service = slim.get_global_service()
            config = slim.new_%s_client_config("%s")
            connection = await service.connect_async(config)
            name = slim.Name("org", "default", "my-app")
            app = service.create_app_with_secret(name, "%s")
            await app.subscribe_async(name, connection)
            session = await app.listen_for_session_async(None)

        asyncio.run(main())
        """
                .formatted(tls ? "secure" : "insecure", url, SECRET);
    }

    private static String go(String url, boolean tls) {
        return """
        // go get github.com/agntcy/slim-bindings-go/v2
        package main

        import (
        \t"log"

        \tslim "github.com/agntcy/slim-bindings-go/v2"
        )

        func main() {
        \tslim.InitializeWithDefaults()
        \tservice := slim.GetGlobalService()
        \tconfig := slim.New%sClientConfig("%s")
        \tconnection, err := service.ConnectAsync(config)
        \tif err != nil {
        \t\tlog.Fatal(err)
        \t}
        \tname, err := slim.NameFromString("org/default/my-app")
        \tif err != nil {
        \t\tlog.Fatal(err)
        \t}
        \tapp, err := service.CreateAppWithSecret(name, "%s")
        \tif err != nil {
        \t\tlog.Fatal(err)
        \t}
        \tdefer app.Destroy()
        \tif err := app.SubscribeAsync(app.Name(), &connection); err != nil {
        \t\tlog.Fatal(err)
        \t}
        \tif _, err := app.ListenForSessionAsync(nil); err != nil {
        \t\tlog.Fatal(err)
        \t}
        }
        """
                .formatted(tls ? "Secure" : "Insecure", url, SECRET);
    }

    private static String javascript(String url, boolean tls) {
        return """
        // npm install @agntcy/slim-bindings@2.0.0-alpha.5
        import slim from '@agntcy/slim-bindings';

        slim.initializeWithDefaults();
        const service = slim.getGlobalService();
        const config = slim.new%sClientConfig('%s');
        %sconst connection = await service.connectAsync(config);
        const name = new slim.Name('org', 'default', 'my-app');
        const app = service.createAppWithSecret(name, '%s');
        await app.subscribeAsync(name, connection);
        const session = await app.listenForSessionAsync(undefined);
        """
                .formatted(
                        tls ? "Secure" : "Insecure",
                        url,
                        tls
                                ? """
                                // for a CA of your own:
                                // config.tls.caSource = slim.CaSource.File.new({ path: 'ca.pem' });
                                """
                                : "",
                        SECRET);
    }

    private static String java(String url, boolean tls) {
        return """
        // Maven: io.agntcy.slim:slim-bindings-java:2.0.0
        import io.agntcy.slim.bindings.*;

        public class Main {
            public static void main(String[] args) throws Exception {
                SlimBindings.initializeWithDefaults();
                Service service = SlimBindings.getGlobalService();
                ClientConfig config = SlimBindings.new%sClientConfig("%s");
                Long connection = service.connect(config);
                Name name = Name.fromString("org/default/my-app");
                App app = service.createAppWithSecret(name, "%s");
                app.subscribe(app.name(), connection);
                Session session = app.listenForSession(null);
            }
        }
        """
                .formatted(tls ? "Secure" : "Insecure", url, SECRET);
    }

    private static String slimctl(String url, boolean tls) {
        return tls
                ? """
                # slimctl's bench speaks cleartext only; this node asks for TLS.
                # Connect with an SDK, or switch TLS off in the settings.
                """
                : """
                # upstream's benchmark, as two real applications: first one that receives
                slimctl bench sub --server %s --count 1 --msgs 0

                # then, in another terminal, one that sends
                slimctl bench pub --server %s --count 1 --msgs 100000
                """
                        .formatted(url, url);
    }
}
