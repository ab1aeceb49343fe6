package io.slimconsole.ui.app;

import io.slimconsole.ui.audit.AuditScreens;
import io.slimconsole.ui.channels.ChannelsScreen;
import io.slimconsole.ui.clients.ClientsScreen;
import io.slimconsole.ui.manager.ManagerService;
import io.slimconsole.ui.overview.OverviewScreen;
import io.slimconsole.ui.overview.SampleTraffic;
import io.slimconsole.ui.routes.RoutesScreen;
import io.slimconsole.ui.settings.DataFolderControl;
import io.slimconsole.ui.settings.Overrides;
import io.slimconsole.ui.settings.SettingsScreen;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Screen;

import java.util.ArrayList;
import java.util.List;

/// The screens of the window, in the order of its navigation.
final class Screens {
    private Screens() {}

    static List<Screen> all(
            ConsoleContext context,
            SampleTraffic samples,
            DataFolderControl dataFolder,
            Overrides overrides,
            ManagerService manager) {
        List<Screen> all = new ArrayList<>();
        all.add(new OverviewScreen(context, samples));
        all.add(new ClientsScreen(context));
        all.add(new RoutesScreen(context));
        all.add(new ChannelsScreen(context));
        all.addAll(AuditScreens.of(context));
        all.add(new SettingsScreen(context, dataFolder, overrides, manager));
        return List.copyOf(all);
    }
}
