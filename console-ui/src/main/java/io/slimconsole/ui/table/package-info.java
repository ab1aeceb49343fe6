/// Live tables that stay calm: many rows, changing all the time, and none that jumps while someone reads it.
///
/// Start with [Board]: on a sampler's thread it turns snapshots into rows that keep their identity, filters and sorts
/// them, and says in an [Edit] what the window has to change. [LiveList] takes the edit in on the JavaFX application
/// thread, [LiveTable] shows it and keeps selection and scroll position. So the JavaFX application thread never
/// looks at all rows, only at those in sight.
///
/// A screen is made of these: its view model has a [LiveFeed] and a [LiveList] for each table, its view a [LivePage]
/// around its [LiveTable]s, whose [LiveColumn]s say what the cells do.
@NullMarked
package io.slimconsole.ui.table;

import org.jspecify.annotations.NullMarked;
