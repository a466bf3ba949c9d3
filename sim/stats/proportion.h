// A share of events among trials, which also says how many events it rests on. Its 95 % interval is Wilson's (E. B.
// Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927): it stays within [0,
// 1] and says something even when no event was seen, where mean ± z·s would claim certainty. The trials are taken as
// independent.
#pragma once

#include <cstdint>

namespace coldframe {

struct Proportion {
  std::uint64_t events = 0;
  std::uint64_t trials = 0;
  double value = 0; // events ÷ trials
  double lo = 0;
  double hi = 1;
};

// events <= trials. Of no trials nothing is known: NaN in [0, 1].
Proportion proportion(std::uint64_t events, std::uint64_t trials);

} // namespace coldframe
