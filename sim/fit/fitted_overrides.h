// What a fit knows, as overrides of a platform's and an executor's profile, and how well each figure is known
// (FittedInput of a scenario): the number of values behind a law, and how much runs differ in it (run_spread.h).
//
// The start stamps of a run are the workers' own: what lies between submit and start (the client's answer from the
// platform, the platform's part, the library's imports) is one fitted time, put into the platform's start. So the two
// sets of overrides belong together.
#pragma once

#include "sim/fit/run_fit.h"
#include "sim/fit/run_spread.h"
#include "sim/json/node.h"

#include <string>
#include <vector>

namespace coldframe {

JsonNode lawJson(const Distribution& law); // of times

class FittedOverrides {
public:
  // `executor`: the library that the runs were made with; "none" has no overrides.
  FittedOverrides(const RunFit& fit, const std::string& executor);

  JsonNode platform = JsonNode::object();
  JsonNode client = JsonNode::object(); // of the executor
  JsonNode fitted = JsonNode::array();  // "fitted" of a scenario whose platform is called "lambda"

  // One more thing that is known so well.
  void known(std::vector<std::string> pointers, double values, double spread);
  double durationSpread() const { return m_spread.duration; }

private:
  // The law that one part fitted to its values.
  void law(JsonNode& into, const char* where, const char* name, const char* key, double spread = 0);
  void fillPlatform();
  void fillRuntime();
  void fillExecutor(const std::string& executor);
  void fillPace();

  const RunFit& m_fit;
  RunSpread m_spread;
};

} // namespace coldframe
