// What comes of a platform at the points of a study whose settings leave it as it is: it is simulated at the first of
// them, and the others, which may be on other threads, take it from there. Which point simulates what is settled before
// the first begins, so that nothing depends on the number of threads.
//
// Points must be begun in their order; one that needs an outcome waits for the earlier point that makes it. What comes
// of a platform in the scenario as it is given is kept for evaluations to come.
#pragma once

#include "sim/result/outcome.h"
#include "sim/study/concerns.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace coldframe {

class SharedOutcomes {
public:
  explicit SharedOutcomes(const Scenario& scenario) : m_scenario(scenario) {} // keeps a reference

  // Before the points of an evaluation.
  void plan(const std::vector<std::vector<Setting>>& points, const std::vector<std::string>& platforms);

  // Empty: this point is to simulate the platform itself.
  std::optional<Outcome> known(std::size_t point, const std::string& platform);

  // The point has come to its end, with these outcomes or none; what is told first counts.
  void ended(std::size_t point, const std::vector<Outcome>& outcomes);

private:
  struct Entry {
    std::size_t maker = 0; // the point that simulates it
    std::size_t users = 0; // that point among them
    bool asGiven = false;  // by no setting: kept
    bool ended = false;    // the maker has
    std::shared_ptr<const Outcome> outcome;
  };

  // The settings that concern the platform, as one text; empty: it is as the scenario has it.
  std::string stateOf(const std::vector<Setting>& settings, const std::string& platform) const;
  Entry* entryOf(std::size_t point, const std::string& platform);
  void forget();

  const Scenario& m_scenario;
  std::vector<std::string> m_platforms;
  std::map<std::pair<std::string, std::string>, Entry> m_entries; // by platform and state
  std::vector<Entry*> m_of;                                       // point by point; null: nobody else needs it
  std::mutex m_mutex;
  std::condition_variable m_changed;
};

} // namespace coldframe
