#include "sim/price/metered.h"

#include <algorithm>
#include <tuple>

namespace coldframe {

namespace {

using Atto = Money::Atto;

// Far above anything that was ever used, and far enough below 128 bits for every later product.
constexpr Atto kMost = static_cast<Atto>(1'000'000'000'000'000'000) * 1'000'000'000'000'000; // 1e33

// A month of machines has thousands of intervals; nobody reads more than this.
constexpr std::size_t kMostParts = 24;

// What nobody took apart is one part of a sum.
void takeApart(MeteredQuantity& quantity) {
  if (quantity.parts.empty())
    quantity.parts = {{std::string(infoOf(quantity.item).label), {}, quantity.rule, quantity.quantity}};
}

} // namespace

void MeteredSum::add(MeteredQuantity quantity) {
  if (quantity.quantity < 0 || quantity.quantity > kMost)
    m_outOfRange = true;
  if (m_outOfRange || quantity.quantity == 0)
    return;
  const auto same = std::ranges::find_if(m_all, [&quantity](const MeteredQuantity& q) {
    return q.item == quantity.item && q.arch == quantity.arch && q.type == quantity.type &&
           q.purchase == quantity.purchase && q.size == quantity.size && q.granted == quantity.granted &&
           q.missing == quantity.missing;
  });
  if (same == m_all.end()) {
    m_all.push_back(std::move(quantity));
    return;
  }
  takeApart(*same);
  takeApart(quantity);
  same->quantity += quantity.quantity;
  m_outOfRange = same->quantity > kMost;
  same->verified = same->verified && quantity.verified;
  for (MeteredPart& part : quantity.parts)
    if (same->parts.size() < kMostParts)
      same->parts.push_back(std::move(part));
    else if (same->parts.size() == kMostParts)
      same->parts.push_back({"others", "the rest", {}, part.quantity});
    else
      same->parts.back().quantity += part.quantity;
  if (!quantity.rule.empty() && same->rule.find(quantity.rule) == std::string::npos)
    same->rule += (same->rule.empty() ? "" : "; ") + quantity.rule;
}

Result<std::vector<MeteredQuantity>> MeteredSum::take() {
  if (m_outOfRange)
    return failure(ErrorKind::Input, "more was used than can be counted");
  std::ranges::sort(m_all, {}, [](const MeteredQuantity& q) { return std::tie(q.item, q.arch, q.type, q.purchase); });
  return std::move(m_all);
}

} // namespace coldframe
