/// The Channels screen: the channels that the console moderates, and what an operator does with them.
///
/// Start with [io.slimconsole.ui.channels.ChannelsScreen]. `ChannelsViewModel` is the list and the channel that is open, read by
/// `ChannelsSource` on the sampler's thread; `CreateViewModel`, `InviteViewModel` and `IdentityViewModel` are the forms. All of them know no
/// toolkit and live on the JavaFX application thread, apart from the source. `OutcomeWords` says how an operation ended.
@NullMarked
package io.slimconsole.ui.channels;

import org.jspecify.annotations.NullMarked;
