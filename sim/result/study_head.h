// What the result of every study says of itself: which scenario it was asked of, under which prices, how it was
// simulated and how far it came.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace coldframe {

struct StudyHead {
  std::string scenarioName;
  std::string scenarioSha256;
  std::vector<std::string> prices; // "aws-us-east-1@2017-11", each book once, in the order of the platforms
  double monthHours = 0;           // what a month is, in every figure of one
  std::uint64_t seed = 0;
  std::uint64_t replications = 0; // asked for
  bool partial = false;           // interrupted: a prefix of what was asked
  bool provisional = false;       // a quick answer
  std::vector<std::string> warnings;
};

} // namespace coldframe
