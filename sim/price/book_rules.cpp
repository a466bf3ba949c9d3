#include "sim/price/book_rules.h"

#include "sim/units/format.h"

#include <algorithm>

namespace coldframe {

using Atto = Money::Atto;

const FunctionRule* findFunctionRule(const PriceBook& book, const FunctionKey& key) {
  for (const FunctionRule& rule : book.functionRules)
    if (rule.provider == key.provider && (!rule.packaging || *rule.packaging == key.packaging) &&
        (!rule.provisioned || *rule.provisioned == key.provisioned))
      return &rule;
  return nullptr;
}

std::size_t clockOf(const FunctionRule& rule) {
  const auto clock = std::ranges::find(kBillingClocks, rule.clock, &BillingClock::name);
  return static_cast<std::size_t>(clock - kBillingClocks.begin());
}

std::optional<PriceItem> frontDoorRequests(std::string_view kind) {
  if (kind == "function-url")
    return PriceItem::FunctionUrlRequest;
  if (kind == "api-gateway-http")
    return PriceItem::ApiGatewayHttpRequest;
  if (kind == "api-gateway-rest")
    return PriceItem::ApiGatewayRestRequest;
  return std::nullopt;
}

Money::Atto billedNs(Duration quantum, Duration minimum, Duration length) {
  const Atto quanta = (static_cast<Atto>(length.ns()) + quantum.ns() - 1) / quantum.ns();
  return std::max<Atto>(quanta * quantum.ns(), minimum.ns());
}

BilledTime billedTime(const PriceBook& book, PriceItem item, Duration time) {
  const auto found = std::ranges::find(book.timeRules, item, &TimeRule::item);
  if (found == book.timeRules.end())
    return {time.ns(), {}, true};
  return {billedNs(found->quantum, found->minimum, time),
          "each rounded up to " + writeDuration(found->quantum) +
              (found->minimum > found->quantum ? ", at least " + writeDuration(found->minimum) : ""),
          found->tag != PriceTag::Recalled};
}

Money::Atto billedInstanceNs(const InstanceRule& rule, Duration length) {
  return billedNs(rule.quantum, rule.minimum, length);
}

} // namespace coldframe
