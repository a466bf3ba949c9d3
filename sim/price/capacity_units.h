// What load balancers carry → their capacity units. Of new connections, open connections, data and rules evaluated the
// one that needs most units counts, phase by phase; a unit is no whole number (AWS, Elastic Load Balancing pricing).
#pragma once

#include "sim/price/metered.h"
#include "sim/price/usage_document.h"

namespace coldframe {

// Adds nothing where the front door states no load. What the book has no rule for cannot be metered, and says so.
void addCapacityUnits(const StatedFrontDoor& door, const PriceBook& book, MeteredSum& sum);

} // namespace coldframe
