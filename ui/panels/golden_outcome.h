// What a shipped scenario is expected to answer, from its golden outcome (scenarios/expected): enough for a card of the
// gallery.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace coldframe::ui {

struct GoldenPlatform {
  std::string id;
  bool feasible = false;
  double seconds = 0;  // makespan; of a stream the 95th percentile of the response
  double monthUsd = 0; // without the free grant
};

struct GoldenOutcome {
  std::vector<GoldenPlatform> platforms; // in the scenario's order; empty: there is none
  std::string headline;                  // "lambda in 3 min 39 s · box at $2.48 a month"
};

// `scenario`: "scrape-pages".
GoldenOutcome goldenOutcome(std::string_view scenario);

} // namespace coldframe::ui
