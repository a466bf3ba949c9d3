#include "sim/price/capacity_units.h"

#include "sim/units/format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace coldframe {

namespace {

constexpr double kMostUnits = 1e9;

struct Need {
  double units = 0;
  std::string by; // "processed data"
};

double unitsOf(double carried, double perUnit) {
  return perUnit > 0 ? carried / perUnit : 0;
}

Need mostNeeded(const BalancerPhase& phase, const CapacityUnit& unit) {
  const std::array<Need, 4> needs{{
      {unitsOf(phase.newConnections, unit.newConnections), "new connections"},
      {unitsOf(phase.activeConnections, unit.activeConnections), "open connections"},
      {unitsOf(phase.gbPerHour, unit.gbPerHour) + unitsOf(phase.gbToFunctionsPerHour, unit.gbToFunctionsPerHour),
       "processed data"},
      {unitsOf(phase.rulesPerSecond, unit.rulesPerSecond), "rules evaluated"},
  }};
  return *std::ranges::max_element(needs, {}, &Need::units);
}

} // namespace

void addCapacityUnits(const StatedFrontDoor& door, const PriceBook& book, MeteredSum& sum) {
  const PriceItem item =
      door.kind == "network-load-balancer" ? PriceItem::NetworkBalancerUnit : PriceItem::BalancerUnit;
  const auto unit = std::ranges::find(book.capacityUnits, item, &CapacityUnit::item);
  for (const BalancerPhase& phase : door.load) {
    MeteredQuantity metered;
    metered.item = item;
    if (unit == book.capacityUnits.end()) {
      metered.quantity = phase.time.ns();
      metered.missing = "it does not say what a capacity unit carries";
      sum.add(std::move(metered));
      continue;
    }
    const Need need = mostNeeded(phase, *unit);
    // In millionths of a unit; more of them than anybody has are out of range.
    metered.quantity = need.units < kMostUnits
                           ? static_cast<Money::Atto>(std::llround(need.units * 1e6)) * phase.time.ns() / 1'000'000
                           : Money::Atto{-1};
    metered.rule = "the most that is needed of connections, data and rules";
    metered.verified = unit->tag != PriceTag::Recalled;
    metered.parts = {
        {need.by, significant(need.units, 6) + " units × " + writeDuration(phase.time), {}, metered.quantity}};
    sum.add(std::move(metered));
  }
}

} // namespace coldframe
