// Which of several configurations to take: by time, by cost, or by cost among those that are quick enough. Used
// wherever a study looks for a size.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace coldframe {

struct Candidate {
  bool feasible = false;
  double time = 0; // mean makespan or p95 response, s
  double cost = 0; // USD
  bool meetsDeadline = true;
};

struct Choice {
  std::optional<std::size_t> fastest;
  std::optional<std::size_t> cheapest;
  std::optional<std::size_t> cheapestNearFastest; // among those at most `within` slower than the fastest
  std::optional<std::size_t> cheapestInTime;      // among those that meet the deadline
  std::optional<std::size_t> recommended;         // by the deadline when there is one, else near the fastest
  std::vector<std::size_t> pareto;                // no other is both faster and cheaper; by rising time
};

// Only feasible candidates are chosen. Ties: the earlier one.
Choice choose(std::span<const Candidate> candidates, double within, bool hasDeadline);

} // namespace coldframe
