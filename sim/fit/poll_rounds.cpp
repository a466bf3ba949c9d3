#include "sim/fit/poll_rounds.h"

#include <algorithm>

namespace coldframe {

std::vector<PollRound> pollRounds(const Trace& trace) {
  std::vector<double> stamps;
  for (std::size_t row = 0; row < trace.rows(); ++row)
    if (const auto at = trace.stamp(Stamp::StatusSeen, row))
      stamps.push_back(static_cast<double>(at->ns()) / 1e9);
  constexpr std::size_t kLeastStamps = 20, kLeastRounds = 4;
  if (stamps.size() < kLeastStamps)
    return {};
  std::sort(stamps.begin(), stamps.end());
  double largest = 0;
  for (std::size_t i = 1; i < stamps.size(); ++i)
    largest = std::max(largest, stamps[i] - stamps[i - 1]);
  std::vector<PollRound> rounds;
  for (const double stamp : stamps) {
    if (rounds.empty() || stamp - rounds.back().last > largest / 10)
      rounds.push_back({stamp, stamp, 0});
    rounds.back().last = stamp;
    ++rounds.back().calls;
  }
  // Ends seen at any time make nearly as many rounds as there are stamps.
  if (rounds.size() < kLeastRounds || rounds.size() * 3 > stamps.size())
    return {};
  return rounds;
}

} // namespace coldframe
