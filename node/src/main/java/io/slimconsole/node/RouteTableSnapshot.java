package io.slimconsole.node;

import java.util.List;

/// The route table at one moment.
///
/// @param version changes with every change of names or subscribers; counters alone leave it as it is
/// @param routes in no particular order
public record RouteTableSnapshot(long version, List<RouteSnapshot> routes) {}
